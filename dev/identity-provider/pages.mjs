// The few pages people see. Azerbaijani first, English beside. No scripts.

const STYLE = `
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1b1f24; background: #fff }
  h1 { font-size: 1.4rem } [lang=en] { color: #57606a }
  .note { border: 2px solid #9a6700; background: #fff8c5; padding: .6rem 1rem; border-radius: .4rem }
  table { border-collapse: collapse; width: 100% } td { border-bottom: 1px solid #d0d7de; padding: .35rem .6rem; vertical-align: top }
  button { font: inherit; padding: .3rem .8rem; cursor: pointer } input { font: inherit; padding: .3rem; width: 8rem }`;

const escape = (text) =>
  String(text).replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c]);

const both = ([az, en]) => `${escape(az)} <span lang="en">· ${escape(en)}</span>`;

function page(title, body) {
  return `<!DOCTYPE html>
<html lang="az"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title[0])}</title>
<style>${STYLE}</style></head><body><h1>${both(title)}</h1>${body}</body></html>`;
}

const DEVELOPMENT_ONLY =
  '<p class="note">Yalnız inkişaf mühiti üçün: burada heç kim gerçək deyil və parol soruşulmur. ' +
  '<span lang="en">· Development only: nobody here is real and no password is asked.</span></p>';

// code: what a step-up login has to type back; undefined at the password level. refused: the last try was wrong.
export function loginPage({ staff, code, refused }) {
  const step = code
    ? `<p><label>${both([`Təsdiq kodu (${code})`, `Confirmation code (${code})`])}<br>
       <input name="code" inputmode="numeric" autocomplete="one-time-code" data-code="${escape(code)}" required></label></p>`
    : '';
  const rows = [...staff.values()].map(
    (person) => `<tr><td><button name="subject" value="${escape(person.subject)}">${escape(person.name)}</button></td>
      <td>${both(person.role)}</td><td>${both(person.institution)}</td><td><code>${escape(person.subject)}</code></td></tr>`,
  );
  const mistake = refused ? `<p role="alert">${both(['Ad və ya kod yanlışdır', 'Wrong person or code'])}</p>` : '';
  return page(
    ['Dayaq: giriş', 'sign in'],
    `${DEVELOPMENT_ONLY}${mistake}<form method="post" autocomplete="off">${step}<table>${rows.join('')}</table></form>`,
  );
}

export function logoutPage(form) {
  return page(
    ['Dayaq: çıxış', 'sign out'],
    `${form}<button form="op.logoutForm" name="logout" value="yes" autofocus>${both(['Çıx', 'Sign out'])}</button>`,
  );
}

export const loggedOutPage = () => page(['Çıxış edildi', 'Signed out'], '');

export const errorPage = (error) =>
  page(['Alınmadı', 'That did not work'], `<p><code>${escape(error.error)}</code> ${escape(error.error_description ?? '')}</p>`);
