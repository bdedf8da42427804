// Shortcuts: "/" search, "?" help with this screen, "g" and then the letter of a menu item. Never while somebody types.
import { openDialog } from "./dialog.js";

const WAIT = 1500; // milliseconds between "g" and its letter
let waitingSince = 0;

const typing = (target) =>
  target instanceof HTMLElement && (target.isContentEditable || target.closest("input, textarea, select, dialog[open]"));

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (waitingSince && Date.now() - waitingSince < WAIT) {
    waitingSince = 0;
    const link = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (link) {
      event.preventDefault();
      link.click();
    }
    return;
  }
  waitingSince = 0;
  if (event.key === "g") waitingSince = Date.now();
  if (event.key === "?") {
    const help = document.querySelector("[data-help]");
    if (help) help.click();
    else openDialog("shortcuts");
  }
  if (event.key === "/") {
    const field = document.querySelector("[data-search]");
    if (!field) return;
    event.preventDefault();
    field.focus();
  }
});
