// The script of the suggestions is fetched when somebody comes to the box, and not before.
export function suggestWhenFocused (box) {
  let composing = false
  let ready

  const put = () => {
    if (!ready || composing || !box.isConnected) return
    ready(box)
  }

  const fetchOnce = async () => {
    box.removeEventListener('focus', fetchOnce)
    try {
      ready = (await import(box.dataset.script)).suggest
      put()
    } catch (wrong) {
      console.error(wrong) // The plain box searches as well.
    }
  }

  // Letters still being put together (an accent, a phone's keyboard) are never torn apart.
  box.addEventListener('compositionstart', () => { composing = true })
  box.addEventListener('compositionend', () => { composing = false; setTimeout(put) })
  if (document.activeElement === box) fetchOnce()
  else box.addEventListener('focus', fetchOnce)
}
