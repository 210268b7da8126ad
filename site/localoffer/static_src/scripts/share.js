// Copy a link, print. Nothing is sent to anybody.
export function share (tools) {
  const copy = tools.querySelector('[data-copy]')
  const done = tools.querySelector('[data-done]')
  tools.hidden = false
  if (!navigator.clipboard) copy.hidden = true
  copy.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(window.location.href)
      done.textContent = 'Copied'
    } catch {
      done.textContent = 'Your browser did not allow it. Copy the address at the top instead.'
    }
  })
  tools.querySelector('[data-print]').addEventListener('click', () => window.print())
}
