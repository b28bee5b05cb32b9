/* Whether another link, in words that promise no version, leads where the switch of that number does: «Главная». */
(index) => {
  // @part accessibility/tools.js
  const element = everywhere(`[data-nok-switch="${index}"]`)[0];
  const link = element && element.closest('a[href], area[href]');
  const target = (one) => String(one.href.baseVal || one.href).split('#')[0];
  if (!link) return false;
  // «Перейти» and «здесь» say what the words beside them say
  const promising = /слаб|слеп|видящ|незряч|зрени|инвалид|доступн|верси|специальн|крупн|шрифт|контраст|special|vision/i;
  const bare = /^(?:перейти|открыть|включить|войти|здесь|тут|сюда|подробнее|далее|ссылка|посмотреть)(?![а-яё])/i;
  return everywhere('a[href]').some((one) => {
    const said = (one.innerText || '').trim();
    return one !== link && !one.hasAttribute('data-nok-switch') && target(one) === target(link)
      && /[a-zа-яё]{3}/i.test(said) && !promising.test(said) && !bare.test(said);
  });
}
