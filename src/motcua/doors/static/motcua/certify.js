/* The certification counter from the keyboard: a scanned card fills the person in, Enter goes on to the next field
   instead of sending the form, what is brought often is one press, and all statements are confirmed together.
   Without this file every field and box stands on the page, and Enter works the fee out. */
(function () {
  'use strict'

  const form = document.querySelector('form[data-counter]')
  if (!form) return
  const find = selector => form.querySelector(selector)
  const goTo = control => {
    if (!control) return
    control.focus()
    if (control.select) control.select()
  }
  const kinds = () => Array.from(form.querySelectorAll('input[name^="type-"]'))
  const send = find('[data-send]')
  const all = find('[data-confirm-all]')

  /* number|old number|full name|born on|gender|address|issued on: only what is empty is filled in */
  function readCard (card) {
    const parts = card.value.split('|')
    if (parts.length < 6) return
    const told = { full_name: parts[2], number: parts[0] }
    Object.keys(told).forEach(name => {
      const field = find(`[name="${name}"]`)
      if (field && !field.value.trim()) field.value = told[name].trim()
    })
  }

  function following (control) {
    if (control.name === 'card') return kinds().find(kind => !kind.value) || kinds()[0]
    if (control.name.startsWith('type-') && !control.value.trim()) return all && !all.hidden ? all : send
    const inputs = Array.from(form.querySelectorAll('input, select'))
      .filter(one => ['hidden', 'checkbox', 'radio', 'file'].indexOf(one.type) < 0 && one.offsetParent !== null)
    return inputs[inputs.indexOf(control) + 1]
  }

  form.addEventListener('keydown', event => {
    const control = event.target
    if (event.key !== 'Enter' || event.isComposing || !control.matches('input, select')) return
    if (['checkbox', 'radio', 'file'].indexOf(control.type) >= 0) return
    event.preventDefault()
    if (control.name === 'card') readCard(control)
    goTo(following(control))
  })
  form.addEventListener('change', event => {
    if (event.target.name === 'card') readCard(event.target)
  })

  form.querySelectorAll('[data-often]').forEach(group => { group.hidden = false })
  form.querySelectorAll('[data-document]').forEach(button => {
    button.addEventListener('click', () => {
      const row = kinds().find(kind => !kind.value.trim())
      if (!row) return
      row.value = button.dataset.document
      goTo(find(`[name="${row.name.replace('type', 'pages')}"]`))
    })
  })

  /* the next customer: the scanner can begin at once; on a phone this would only open its keyboard */
  const card = find('[name="card"]')
  const isFresh = card && !card.value && !find('[name="full_name"]').value && !document.querySelector('[data-error-summary]')
  if (isFresh && window.matchMedia('(pointer: fine)').matches) card.focus()

  if (all) {
    all.hidden = false
    all.addEventListener('click', () => {
      form.querySelectorAll('input[name="statements"]').forEach(box => { box.checked = true })
      goTo(send)
    })
  }
})()
