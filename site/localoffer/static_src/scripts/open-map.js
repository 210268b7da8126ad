// The map's script and style are fetched when the map comes into view, and not before.
export function openMapWhenSeen (box) {
  const source = document.getElementById(box.dataset.from)
  if (!source) return
  const told = JSON.parse(source.textContent)
  if (!told.pins.length && !told.place) return
  box.hidden = false
  const seen = new IntersectionObserver(async entries => {
    if (!entries.some(entry => entry.isIntersecting)) return
    seen.disconnect()
    try {
      await style(box.dataset.style)
      const { draw } = await import(box.dataset.script)
      draw(box, told)
    } catch (wrong) {
      console.error(wrong)
      box.hidden = true // The list says the same.
    }
  })
  seen.observe(box)
}

function style (href) {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = href
    link.onload = resolve
    link.onerror = reject
    document.head.append(link)
  })
}
