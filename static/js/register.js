/* The register works without this file. It marks everyone present without loading the
   page again, and counts aloud how many are marked. */

const form = document.querySelector("[data-register]");

function groups() {
  return [...form.querySelectorAll(".app-marks")];
}

function isMarked(group) {
  return group.querySelector("input:checked") !== null;
}

function count() {
  const all = groups();
  const marked = all.filter(isMarked).length;
  form.querySelector("[data-register-count]").textContent = `${marked} of ${all.length} marked`;
}

if (form) {
  form.addEventListener("change", count);
  form.querySelector("[data-register-all]").addEventListener("click", (event) => {
    event.preventDefault();
    for (const group of groups().filter((one) => !isMarked(one))) {
      group.querySelector('input[value="present"]').checked = true;
    }
    count();
  });
  count();
}
