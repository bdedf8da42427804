// Passkeys (WebAuthn): a form with data-passkey ("login", "get" or "create") asks the browser for a key before it is sent.
// Options come from the script element named in data-passkey-options, or, when logging in, from the form's own address.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function readable(options) {
  const key = structuredClone(options.publicKey);
  key.challenge = bytes(key.challenge);
  if (key.user) key.user.id = bytes(key.user.id);
  for (const list of ["allowCredentials", "excludeCredentials"]) {
    key[list] = (key[list] || []).map((one) => ({ ...one, id: bytes(one.id) }));
  }
  return key;
}

function sendable(credential) {
  const answer = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) answer[part] = text(credential.response[part]);
  }
  return JSON.stringify({
    type: credential.type,
    id: credential.id,
    rawId: text(credential.rawId),
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: answer,
  });
}

async function optionsOf(form) {
  const place = form.dataset.passkeyOptions;
  const data = place
    ? JSON.parse(document.getElementById(place).textContent)
    : await (await fetch(form.action, { headers: { Accept: "application/json" } })).json();
  return readable(data.request_options || data.creation_options);
}

async function ask(form) {
  const publicKey = await optionsOf(form);
  if (form.dataset.passkey !== "create") return navigator.credentials.get({ publicKey });
  const alone = form.elements.passwordless ? form.elements.passwordless.checked : false;
  Object.assign((publicKey.authenticatorSelection ||= {}), {
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    ...(alone && { userVerification: "required" }),
  });
  return navigator.credentials.create({ publicKey });
}

for (const form of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const error = form.querySelector("[data-passkey-error]");
    error.hidden = true;
    try {
      const field = [...form.querySelectorAll('[name="credential"]')].pop();
      for (const other of form.querySelectorAll('[name="credential"]')) if (other !== field) other.remove();
      field.value = sendable(await ask(form));
      form.submit();
    } catch {
      error.hidden = false;
    }
  });
}

