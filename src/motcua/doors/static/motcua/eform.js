/* The e-form made smoother: questions that do not apply are folded away, communes follow their province.
   Without this file every question stands on the page with the words of its condition, and a button fetches communes. */
(function () {
  'use strict'

  const form = document.querySelector('form[data-eform]')
  if (!form) return

  const valueOf = name => {
    const controls = Array.from(form.elements).filter(control => control.name === name)
    const ticked = controls.find(control => control.checked)
    if (controls.length && (controls[0].type === 'radio' || controls[0].type === 'checkbox')) return ticked ? ticked.value : ''
    return controls.length ? controls[0].value : ''
  }

  function fold () {
    form.querySelectorAll('[data-show-name]').forEach(line => {
      const asked = line.dataset.showName
      const owner = Array.from(form.querySelectorAll('[data-show-name]'))
        .find(other => other !== line && other.hidden && Array.from(other.querySelectorAll('[name]')).some(control => control.name === asked))
      line.hidden = Boolean(owner) || JSON.parse(line.dataset.showIs).indexOf(valueOf(asked)) < 0
    })
  }

  async function fillCommunes (province) {
    const lines = Array.from(form.querySelectorAll('[data-province]')).filter(line => line.dataset.province === province.name)
    if (!lines.length) return
    let rows = []
    try {
      const response = await fetch(`${form.dataset.communes}?tinh=${encodeURIComponent(province.value)}`, { credentials: 'same-origin' })
      if (!response.ok) return
      rows = await response.json()
    } catch (problem) {
      return
    }
    lines.forEach(line => {
      const select = line.querySelector('select')
      const chosen = select.value
      while (select.options.length > 1) select.remove(1)
      rows.forEach(row => select.add(new Option(row[1], row[0], false, row[0] === chosen)))
    })
  }

  form.querySelectorAll('[data-condition-words], [data-province-button]').forEach(part => { part.hidden = true })
  form.addEventListener('change', event => {
    fold()
    const names = Array.from(form.querySelectorAll('[data-province]')).map(line => line.dataset.province)
    if (names.indexOf(event.target.name) >= 0) fillCommunes(event.target)
  })
  fold()
})()
