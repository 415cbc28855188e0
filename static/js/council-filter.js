// A search box above the folded lists of councils. Without it they work as they are.

const fieldset = document.querySelector("[data-council-filter]");

if (fieldset) {
  const regions = [...fieldset.querySelectorAll("details")];
  const first = regions.map((region) => region.open);
  const box = document.createElement("div");
  box.className = "govuk-form-group";
  box.innerHTML =
    '<label class="govuk-label" for="council-search">Find a council</label>' +
    '<input class="govuk-input govuk-input--width-20" id="council-search" type="search" autocomplete="off">' +
    '<p class="govuk-hint" id="council-found" role="status"></p>';
  regions[0].before(box);
  const search = box.querySelector("input");
  const found = box.querySelector("#council-found");

  const picked = () => {
    const count = fieldset.querySelectorAll("input[type=checkbox]:checked").length;
    return `${count} chosen`;
  };
  const show = () => {
    const words = search.value.trim().toLowerCase();
    let matches = 0;
    regions.forEach((region, place) => {
      let here = 0;
      region.querySelectorAll(".govuk-checkboxes__item").forEach((item) => {
        const isMatch = item.textContent.toLowerCase().includes(words);
        item.classList.toggle("govuk-!-display-none", !isMatch);
        here += isMatch ? 1 : 0;
      });
      region.classList.toggle("govuk-!-display-none", here === 0);
      region.open = words ? here > 0 : first[place];
      matches += here;
    });
    found.textContent = words ? `${matches} found, ${picked()}` : picked();
  };
  search.addEventListener("input", show);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  fieldset.addEventListener("change", () => {
    found.textContent = picked();
  });
  found.textContent = picked();
}
