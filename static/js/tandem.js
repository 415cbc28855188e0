/* Every page works without this file. It starts the GOV.UK pieces, also in what htmx
   swaps in, and folds long filters on a narrow screen. */
import { initAll } from "../vendor/govuk-frontend.min.js";

initAll();

document.body.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) {
    initAll({ scope: event.detail.elt });
  }
});

const narrow = window.matchMedia("(max-width: 47.99em)").matches;
for (const fold of document.querySelectorAll("details[data-app-fold]")) {
  if (narrow && !fold.hasAttribute("data-app-fold-stay")) {
    fold.removeAttribute("open");
  }
}
