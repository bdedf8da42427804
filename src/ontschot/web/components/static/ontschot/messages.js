// The page that judges messages: files dropped on their field, the wait of a download, and the way to the judgement.

for (const zone of document.querySelectorAll("[data-drop]")) {
  const input = zone.querySelector("input[type=file]");
  zone.querySelector("[data-drop-hint]").hidden = false;
  const over = (event, on) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    zone.classList.toggle("drop--over", on);
  };
  zone.addEventListener("dragover", (event) => over(event, true));
  zone.addEventListener("dragleave", (event) => over(event, false));
  zone.addEventListener("drop", (event) => {
    over(event, false);
    const dropped = event.dataTransfer?.files ?? [];
    if (!dropped.length) return;
    const chosen = new DataTransfer();
    for (const file of input.multiple ? dropped : [dropped[0]]) chosen.items.add(file);
    input.files = chosen.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    input.focus();
  });
}

// A file dropped beside the fields would replace the page.
for (const name of ["dragover", "drop"]) {
  document.addEventListener(name, (event) => {
    if (event.dataTransfer?.types.includes("Files") && !event.defaultPrevented) event.preventDefault();
  });
}

const busy = document.querySelector("[data-busy]");
document.addEventListener("submit", () => {
  busy?.classList.add("is-busy");
  setTimeout(() => busy?.classList.remove("is-busy"), 10000); // a download does not tell when it came
});

const find = () => document.querySelector("[data-judgement]")?.focus();
document.addEventListener("htmx:afterSettle", find);
find();
