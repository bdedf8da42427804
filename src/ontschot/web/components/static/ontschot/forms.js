// Double clicks and refused forms. The server's request id is what really makes one record of a form sent twice.

const words = document.getElementById("wordings")?.dataset ?? {};

const unlock = (form) => {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("button[aria-disabled][data-locked]")) {
    button.removeAttribute("aria-disabled");
    delete button.dataset.locked;
  }
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !("once" in form.dataset)) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  for (const button of form.querySelectorAll("button[type=submit], button:not([type])")) {
    button.setAttribute("aria-disabled", "true"); // not `disabled`: the clicked button's name and value must still travel
    button.dataset.locked = "yes";
  }
  setTimeout(() => unlock(form), 10000);
});

// Coming back with the browser's back button: the form may be sent again, as another deed than the first time.
window.addEventListener("pageshow", (event) => {
  document.querySelectorAll("form[data-sent]").forEach(unlock);
  if (event.persisted && window.isSecureContext)
    for (const field of document.querySelectorAll("input[name=request_id]")) field.value = crypto.randomUUID();
});

// A refused form starts at its error summary (the one in the gallery is a picture of it).
const summary = document.querySelector("[data-error-summary]");
if (summary && !summary.closest("[data-samples]")) summary.focus();

// An htmx request that fails keeps what was typed and says what happened, next to where it was asked.
const explain = (event) => {
  const status = event.detail?.xhr?.status ?? 0;
  const form = event.target.closest?.("form");
  if (form) unlock(form);
  const place = form?.querySelector("[data-draft-status]") ?? form?.querySelector("[data-form-status]");
  const sentence = status === 401 || status === 403 ? words.loggedOut : status ? words.failed : words.offline;
  if (place) place.textContent = sentence;
};
document.addEventListener("htmx:responseError", explain);
document.addEventListener("htmx:sendError", explain);

// Django's CSRF token travels with every htmx request that changes something.
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value;
  if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token;
});

// Many boxes: one button ticks all boxes of a group that carry data-many, or none of them.
const many = (group) => {
  const boxes = [...group.querySelectorAll("[data-many]")];
  if (boxes.length < 2) return;
  const button = document.createElement("button");
  const all = () => boxes.every((box) => box.checked);
  const say = () => (button.textContent = all() ? words.chooseNone : words.chooseAll);
  button.type = "button";
  button.className = "button-link no-print";
  button.addEventListener("click", () => {
    const tick = !all();
    for (const box of boxes) box.checked = tick;
    say();
  });
  group.addEventListener("change", say);
  say();
  const legend = group.querySelector("legend");
  if (legend) legend.after(button);
  else group.before(button);
};
new Set([...document.querySelectorAll("[data-many]")].map((box) => box.closest("fieldset, table"))).forEach(many);

// A button that prints the page.
for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());
