/* Presses what was given a number: a tab, or a list of years. */
([kind, number]) => document.querySelector(`[data-nok-${kind}="${number}"]`)?.click()
