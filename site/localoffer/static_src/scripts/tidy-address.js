// The address of an answer holds what was asked and nothing empty. Without this the server does the same.
export function tidyAddress (form) {
  form.addEventListener('submit', () => {
    for (const field of form.elements) {
      if (field.name && !field.value) field.disabled = true
    }
  })
  // "Back" may show this page again as it was left.
  window.addEventListener('pageshow', () => {
    for (const field of form.elements) field.disabled = false
  })
}
