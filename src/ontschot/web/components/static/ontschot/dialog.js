// Opens <dialog id="x"> from <button data-open-dialog="x">, closes menus on Escape and on a click outside.
// Without this script the same content is reachable by its own page or stays open as <details>.

const openDialog = (id) => {
  const dialog = document.getElementById(id);
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
};

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open-dialog]");
  if (opener) openDialog(opener.dataset.openDialog);
  const closer = event.target.closest("[data-close-dialog]");
  if (closer) closer.closest("dialog")?.close();
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
});

// A table that scrolls sideways can be reached by keyboard only where it really scrolls.
for (const box of document.querySelectorAll(".table-scroll")) {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
}

export { openDialog };
