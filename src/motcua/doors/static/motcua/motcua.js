/* Makes pages smoother; every page works without it. No part of this file writes markup from text. */
(function () {
  'use strict'

  const each = (selector, act, root) => Array.from((root || document).querySelectorAll(selector)).forEach(act)
  const typing = target => target.closest && target.closest('input, textarea, select, [contenteditable="true"]')
  const cookie = name => {
    const found = document.cookie.split('; ').find(part => part.startsWith(name + '='))
    return found ? decodeURIComponent(found.slice(name.length + 1)) : ''
  }
  const remember = (name, value) => {
    document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`
  }

  /* size and contrast change at once, without leaving a half-filled form; language loads the page again */
  function preferences (event) {
    const form = event.target.closest('form[data-preferences]')
    const button = event.submitter
    if (!form || !button || button.name === 'language') return
    event.preventDefault()
    remember('mc_' + button.name, button.value)
    document.documentElement.dataset[button.name] = button.value
    if (button.name === 'size') {
      each('button[name="size"]', other => other.setAttribute('aria-pressed', String(other === button)), form)
    } else {
      button.setAttribute('aria-pressed', String(button.value === 'high'))
      button.value = button.value === 'high' ? 'normal' : 'high'
    }
  }

  /* a second press while the first is on its way does nothing; after 8 seconds or on return it may be tried again */
  const GUARD = 8000
  function guard (event) {
    const form = event.target
    if (event.defaultPrevented || form.method !== 'post' || form.matches('[data-preferences], [data-no-guard]')) return
    if (form.dataset.sending) {
      event.preventDefault()
      return
    }
    form.dataset.sending = '1'
    /* after the browser has read the form: a disabled button would not be sent */
    setTimeout(() => each('button:not([type="button"])', button => button.setAttribute('aria-disabled', 'true'), form), 0)
    setTimeout(() => release(form), GUARD)
  }
  function release (form) {
    delete form.dataset.sending
    each('button[aria-disabled="true"]', button => button.removeAttribute('aria-disabled'), form)
  }

  /* a page that was open too long: take the token of today before sending again */
  function freshToken (event) {
    const form = event.target.closest('form[data-repost]')
    const field = form && form.querySelector('[name="csrfmiddlewaretoken"]')
    const token = cookie('csrftoken')
    if (field && token) field.value = token
  }

  /* forms with data-autosave="<address>": the draft is posted while typing; files travel only with the form itself */
  function autosave (form) {
    const status = form.querySelector('[data-autosave-status]')
    let timer = 0
    let wait = 1500
    let sending = false
    let changed = false

    const say = (state, words) => {
      if (!status) return
      status.dataset.state = state
      status.textContent = words
    }
    const body = () => {
      const data = new URLSearchParams()
      new FormData(form).forEach((value, name) => {
        if (typeof value === 'string') data.append(name, value)
      })
      return data
    }
    const later = () => {
      clearTimeout(timer)
      timer = setTimeout(save, wait)
    }
    async function save () {
      if (sending) return later()
      if (!changed || form.dataset.sending) return
      sending = true
      changed = false
      say('saving', status ? status.dataset.saving : '')
      try {
        const response = await fetch(form.dataset.autosave, {
          method: 'POST',
          body: body(),
          credentials: 'same-origin',
          headers: { 'X-Motcua-Autosave': '1', 'X-CSRFToken': cookie('csrftoken') }
        })
        if (!response.ok || response.redirected) throw new Error(String(response.status))
        wait = 1500
        const now = new Date()
        const clock = [now.getHours(), now.getMinutes()].map(part => String(part).padStart(2, '0')).join(':')
        say('saved', status ? `${status.dataset.saved} ${clock}` : '')
      } catch (problem) {
        changed = true
        wait = Math.min(wait * 2, 60000)
        say('failed', status ? status.dataset.failed : '')
        later()
      } finally {
        sending = false
      }
    }
    const note = () => {
      changed = true
      later()
    }
    form.addEventListener('input', note)
    form.addEventListener('change', note)
    window.addEventListener('online', () => { if (changed) later() })
    window.addEventListener('pagehide', () => {
      if (!changed || form.dataset.sending) return
      fetch(form.dataset.autosave, {
        method: 'POST',
        body: body(),
        credentials: 'same-origin',
        keepalive: true,
        headers: { 'X-Motcua-Autosave': '1', 'X-CSRFToken': cookie('csrftoken') }
      }).catch(() => {})
    })
  }

  /* keyboard: "/" the search box, "?" the help, one letter for each data-shortcut on the page, j and k along the rows */
  const shortcutsOff = () => cookie('mc_shortcuts') === 'off'
  function openDialog (id) {
    const dialog = document.getElementById(id)
    if (dialog && dialog.showModal && !dialog.open) dialog.showModal()
  }
  function along (step) {
    const links = Array.from(document.querySelectorAll('[data-row-keys] tbody tr'), row => row.querySelector('a[data-row-open]') || row.querySelector('a[href]')).filter(Boolean)
    if (!links.length) return false
    const place = links.findIndex(link => link.closest('tr').contains(document.activeElement))
    const next = place < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, place + step))
    links[next].focus()
    return true
  }
  function shortcut (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || shortcutsOff()) return
    if (document.querySelector('dialog[open]')) return
    if (event.key === '/') {
      const search = document.querySelector('[data-search], input[type="search"]')
      if (!search) {
        const elsewhere = document.querySelector('[data-search-page]')
        if (elsewhere) elsewhere.click()
        return
      }
      event.preventDefault()
      search.focus()
      search.select()
    } else if (event.key === '?') {
      openDialog('phim-tat')
    } else if ((event.key === 'j' || event.key === 'k') && along(event.key === 'j' ? 1 : -1)) {
      event.preventDefault()
    } else {
      const target = Array.from(document.querySelectorAll('[data-shortcut]'))
        .find(element => element.dataset.shortcut === event.key.toLowerCase())
      if (!target) return
      event.preventDefault()
      if (target.matches('input, select, textarea')) target.focus()
      else target.click()
    }
  }
  function listShortcuts () {
    const list = document.querySelector('[data-shortcut-list]')
    if (!list) return
    each('[data-shortcut]', element => {
      const term = document.createElement('dt')
      const key = document.createElement('kbd')
      const words = document.createElement('dd')
      key.textContent = element.dataset.shortcut
      words.textContent = element.dataset.shortcutLabel || element.textContent.trim()
      term.append(key)
      list.append(term, words)
    })
    each('[data-shortcuts-off]', box => {
      box.checked = shortcutsOff()
      box.addEventListener('change', () => remember('mc_shortcuts', box.checked ? 'off' : 'on'))
    })
  }

  /* what only makes sense with script is hidden until here */
  function wake (root) {
    each('[data-print]', button => {
      button.hidden = false
      button.onclick = () => window.print()
    }, root)
    each('[data-copy]', button => {
      if (!navigator.clipboard) return
      button.hidden = false
      button.onclick = async () => {
        const words = button.querySelector('[data-copy-words]') || button
        const before = words.textContent
        await navigator.clipboard.writeText(button.dataset.copy)
        words.textContent = button.dataset.copied
        setTimeout(() => { words.textContent = before }, 2000)
      }
    }, root)
    each('[data-open-dialog]', button => {
      button.hidden = false
      button.onclick = () => openDialog(button.dataset.openDialog)
    }, root)
    each('[data-passkey]', block => { block.hidden = !window.PublicKeyCredential }, root)
    each('form[data-autosave]', form => {
      if (form.dataset.watched) return
      form.dataset.watched = '1'
      autosave(form)
    }, root)
  }

  document.addEventListener('submit', preferences)
  document.addEventListener('submit', freshToken)
  document.addEventListener('submit', guard)
  document.addEventListener('keydown', shortcut)
  window.addEventListener('pageshow', () => each('form[data-sending]', release))
  document.addEventListener('allauth.error', event => {
    event.preventDefault()
    each('[data-passkey-problem]', block => { block.hidden = false })
    each('form[data-sending]', release)
  })
  document.addEventListener('click', event => {
    each('details.account[open]', menu => { if (!menu.contains(event.target)) menu.open = false })
  })
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return
    each('details.account[open]', menu => {
      menu.open = false
      menu.querySelector('summary').focus()
    })
  })
  document.addEventListener('htmx:configRequest', event => {
    event.detail.headers['X-CSRFToken'] = cookie('csrftoken')
  })
  document.addEventListener('htmx:load', event => wake(event.detail.elt))
  document.addEventListener('htmx:afterRequest', () => each('form[data-sending]', release))
  document.addEventListener('DOMContentLoaded', () => {
    wake()
    listShortcuts()
    const summary = document.querySelector('[data-error-summary]')
    if (summary) summary.focus()
  })
})()
