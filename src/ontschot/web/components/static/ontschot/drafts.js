// Never lose typed text. <form data-draft="KEY" data-draft-user="7" data-draft-url="/..."> is kept in this browser while typing
// and sent to data-draft-url ({key, fields, version} as JSON) when there is one; the line [data-draft-status] tells how it stands.
// Restored on load when it was not sent; forgotten after a successful submit, by "weggooien" and at logout.

const LOCAL_WAIT = 400; // milliseconds after the last key
const SEND_EVERY = 2000; // milliseconds between two messages to the server
const KEEP_DAYS = 14;
const PREFIX = "ontschot-draft";
const SKIPPED = new Set(["csrfmiddlewaretoken", "request_id", "version"]);
let loggingOut = false; // from then on nothing is written any more
const words = document.getElementById("wordings")?.dataset ?? {};

const say = (sentence, values = {}) => (sentence ?? "").replace(/\{(\w+)\}/g, (_all, name) => values[name] ?? "");
const clock = (when) => when.toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });
const moment = (when) => `${when.toLocaleDateString(document.documentElement.lang, { day: "numeric", month: "long" })} ${clock(when)}`;

// Who is not logged in may sit at a shared computer: what they type is kept only as long as this tab is open.
const shelf = (key) => (key.startsWith(`${PREFIX}:0:`) ? sessionStorage : localStorage);

const store = {
  read: (key) => {
    try {
      return JSON.parse(shelf(key).getItem(key) ?? "null");
    } catch {
      return null;
    }
  },
  write: (key, value) => {
    try {
      shelf(key).setItem(key, JSON.stringify(value));
      return true;
    } catch {
      return false; // full or forbidden: the server copy remains
    }
  },
  forget: (key) => {
    try {
      shelf(key).removeItem(key);
    } catch {
      /* forbidden: nothing was kept */
    }
  },
  keys: () => {
    try {
      return Object.keys(localStorage);
    } catch {
      return [];
    }
  },
};

const kept = (field) =>
  field.name && !SKIPPED.has(field.name) && !["password", "file", "hidden", "submit", "button"].includes(field.type);

const fieldsOf = (form) => {
  const fields = {};
  for (const field of form.elements) {
    if (!kept(field)) continue;
    if (field.type === "radio") {
      if (field.checked) fields[field.name] = field.value;
    } else if (field.type === "checkbox") {
      fields[field.name] = [...(fields[field.name] ?? []), ...(field.checked ? [field.value] : [])];
    } else if (field instanceof HTMLSelectElement && field.multiple) {
      fields[field.name] = [...field.selectedOptions].map((option) => option.value);
    } else {
      fields[field.name] = field.value;
    }
  }
  return fields;
};

const fill = (form, fields) => {
  for (const field of form.elements) {
    if (!kept(field) || !(field.name in fields)) continue;
    const value = fields[field.name];
    if (field.type === "radio") field.checked = field.value === value;
    else if (field.type === "checkbox") field.checked = value.includes(field.value);
    else if (field instanceof HTMLSelectElement && field.multiple)
      for (const option of field.options) option.selected = value.includes(option.value);
    else field.value = value;
  }
};

class Draft {
  constructor(form) {
    this.form = form;
    form.dataset.draftOn = "yes";
    this.key = `${PREFIX}:${form.dataset.draftUser || "0"}:${form.dataset.draft}`;
    this.status = form.querySelector("[data-draft-status]");
    this.asLoaded = JSON.stringify(fieldsOf(form));
    this.lastSent = 0;
    this.sending = false;
    this.waiting = false;
    form.addEventListener("input", () => this.typed());
    form.addEventListener("change", () => this.typed());
    form.addEventListener("submit", (event) => this.submitted(event));
    window.addEventListener("online", () => this.send());
    window.addEventListener("offline", () => this.tell(words.offline));
    window.addEventListener("pagehide", () => this.keep());
    this.restore();
  }

  tell(sentence, values) {
    if (this.status) this.status.textContent = say(sentence, values);
  }

  get version() {
    return this.form.elements.namedItem("version")?.value ?? null;
  }

  typed() {
    this.dirty = true;
    clearTimeout(this.localTimer);
    this.localTimer = setTimeout(() => {
      this.keep();
      this.send();
    }, LOCAL_WAIT);
  }

  // The local copy. Only what was really changed by this person is kept.
  keep() {
    if (!this.dirty || loggingOut) return;
    clearTimeout(this.localTimer);
    const ok = store.write(this.key, { fields: fieldsOf(this.form), version: this.version, at: Date.now() });
    if (ok && !this.form.dataset.draftUrl) this.tell(words.saved, { time: clock(new Date()) });
  }

  // The server's copy: at most one message every two seconds, the last one always goes.
  async send() {
    const url = this.form.dataset.draftUrl;
    if (!url || !this.dirty || loggingOut) return;
    if (this.sending || Date.now() - this.lastSent < SEND_EVERY) {
      clearTimeout(this.sendTimer);
      this.sendTimer = setTimeout(() => this.send(), SEND_EVERY);
      return;
    }
    if (!navigator.onLine) return this.tell(words.offline);
    this.sending = true;
    this.lastSent = Date.now();
    this.tell(words.saving);
    const sent = JSON.stringify(fieldsOf(this.form));
    try {
      const answer = await fetch(url, {
        method: "POST",
        redirect: "manual", // a redirect is the login page: not saved
        headers: {
          "Content-Type": "application/json",
          Accept: "application/json",
          "X-Requested-With": "fetch", // then a lost session answers 401 instead of the login page
          "X-CSRFToken": this.form.elements.namedItem("csrfmiddlewaretoken")?.value ?? "",
        },
        body: JSON.stringify({ key: this.form.dataset.draft, fields: JSON.parse(sent), version: this.version }),
      });
      this.answered(answer);
    } catch {
      this.tell(words.offline);
      this.again();
    } finally {
      this.sending = false;
    }
  }

  answered(answer) {
    if (answer.ok) return this.tell(words.saved, { time: clock(new Date()) });
    if (answer.status === 401 || answer.status === 403 || answer.type === "opaqueredirect") return this.tell(words.loggedOut);
    this.tell(words.kept);
    if (answer.status >= 500) this.again();
  }

  again() {
    clearTimeout(this.sendTimer);
    this.sendTimer = setTimeout(() => this.send(), 5 * SEND_EVERY);
  }

  submitted(event) {
    this.keep();
    if (!navigator.onLine) {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.tell(words.blocked);
      return;
    }
    // Whether it succeeded is known on the next page: it only forgets when this form is not shown again as refused.
    if (!event.defaultPrevented) store.write(`${PREFIX}-sent`, { key: this.key, path: location.pathname });
  }

  restore() {
    const old = store.read(this.key);
    if (!old) return;
    const refused = document.querySelector("[data-error-summary]");
    if (refused || JSON.stringify(old.fields) === this.asLoaded) return; // what was typed already stands here
    fill(this.form, old.fields);
    // Written on an older version: sending it shows both versions instead of overwriting the newer one.
    const version = this.form.elements.namedItem("version");
    this.versionAsLoaded = this.version;
    if (version && old.version) version.value = old.version;
    this.dirty = true;
    this.form.prepend(this.notice(old.at));
    this.send();
  }

  notice(at) {
    const box = document.createElement("div");
    box.className = "utrecht-alert utrecht-alert--info notice";
    box.setAttribute("role", "status");
    const text = document.createElement("div");
    text.className = "notice__text";
    const sentence = document.createElement("p");
    sentence.textContent = `${say(words.restored)}. ${say(words.restoredWhen, { time: moment(new Date(at)) })}`;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "nl-button nl-button--secondary";
    button.textContent = say(words.discard);
    button.addEventListener("click", () => {
      store.forget(this.key);
      fill(this.form, JSON.parse(this.asLoaded));
      if (this.versionAsLoaded !== null) this.form.elements.namedItem("version").value = this.versionAsLoaded;
      this.dirty = Boolean(this.form.dataset.draftUrl); // the server's copy goes back too
      this.send();
      box.remove();
      this.form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
    });
    text.append(sentence, button);
    box.append(text);
    return box;
  }
}

// After a submit the next page tells whether it was accepted: a page of the same person without an error summary or a conflict, or
// any page that says so with data-draft-done. A login or error page is neither: the text stays.
const settle = () => {
  const sent = store.read(`${PREFIX}-sent`);
  if (!sent) return;
  store.forget(`${PREFIX}-sent`);
  // Both versions are shown: what was chosen there decides, when that form is sent.
  document.querySelector("form.conflict")?.addEventListener("submit", () => store.write(`${PREFIX}-sent`, sent));
  const done = document.querySelector("[data-draft-done]");
  const refused = document.querySelector("[data-error-summary], form.conflict, [data-refused]");
  const samePerson = document.body.dataset.user && sent.key.startsWith(`${PREFIX}:${document.body.dataset.user}:`);
  if (done || (samePerson && !refused)) store.forget(sent.key);
};

// Forgotten work is not kept for ever on a device.
const forgetOld = () => {
  for (const key of store.keys())
    if (key.startsWith(`${PREFIX}:`) && Date.now() - (store.read(key)?.at ?? 0) > KEEP_DAYS * 86400000) store.forget(key);
};

const forgetUser = (user) => {
  for (const key of store.keys()) if (key.startsWith(`${PREFIX}:${user}:`)) store.forget(key);
};

settle();
forgetOld();
for (const form of document.querySelectorAll("form[data-draft]")) new Draft(form);
document.addEventListener("submit", (event) => {
  if (!("logout" in event.target.dataset)) return;
  loggingOut = true;
  forgetUser(document.body.dataset.user);
});
// Parts that htmx brings in later.
document.addEventListener("htmx:load", (event) => {
  const root = event.detail.elt;
  for (const form of [...(root.matches?.("form[data-draft]") ? [root] : []), ...root.querySelectorAll("form[data-draft]")])
    if (!form.dataset.draftOn) new Draft(form);
});
