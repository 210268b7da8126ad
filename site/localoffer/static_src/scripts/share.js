// Copy a link, print. Nothing is sent to anybody.
export function share (tools) {
  const copy = tools.querySelector('[data-copy]')
  const done = tools.querySelector('[data-done]')
  tools.hidden = false
  if (!navigator.clipboard) copy.hidden = true
  copy.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(window.location.href)
      done.textContent = done.dataset.copied
    } catch {
      done.textContent = done.dataset.refused
    }
  })
  tools.querySelector('[data-print]').addEventListener('click', () => window.print())
}
