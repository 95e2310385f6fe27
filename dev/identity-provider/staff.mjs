// The invented staff, by subject, in the order of the file.
import { readFileSync } from 'node:fs';

import { parse } from 'yaml';

// Role names as the login page shows them.
const ROLES = {
  hospital_registrar: ['Xəstəxana qeydiyyatçısı', 'Hospital registrar'],
  clinician: ['Həkim', 'Clinician'],
  rehabilitation_specialist: ['Reabilitasiya mütəxəssisi', 'Rehabilitation specialist'],
  prosthetist: ['Protezçi', 'Prosthetist'],
  medical_technical_commission: ['Tibbi-texniki komissiya', 'Medical-technical commission'],
  caseworker: ['Sosial işçi', 'Caseworker'],
  payment_verifier: ['Ödənişi yoxlayan', 'Payment verifier'],
  payment_approver: ['Ödənişi təsdiqləyən', 'Payment approver'],
  payment_releaser: ['Ödənişi buraxan', 'Payment releaser'],
  payment_reconciler: ['Ödənişləri bankla tutuşduran', 'Payment reconciler'],
  employment_adviser: ['Məşğulluq məsləhətçisi', 'Employment adviser'],
  employment_commission: ['Özünüməşğulluq komissiyası', 'Commission for own businesses'],
  anama_officer: ['ANAMA əməkdaşı', 'ANAMA officer'],
  police_reporter: ['Polis', 'Police reporter'],
  red_crescent_reporter: ['Qızıl Aypara', 'Red Crescent reporter'],
  foundation_payer: ['Fond ödəyicisi', 'Foundation payer'],
  statistician: ['Statistik', 'Statistician'],
  release_checker: ['Buraxılış yoxlayıcısı', 'Release checker'],
  privacy_officer: ['Fərdi məlumatlar üzrə məsul', 'Privacy officer'],
  auditor: ['Auditor', 'Auditor'],
  access_administrator: ['Giriş inzibatçısı', 'Access administrator'],
  disability_expert: ['Tibbi-sosial ekspert', 'Medical-social expert'],
  operator: ['Sistem operatoru', 'Operator'],
  legacy_loader: ['Köhnə qeydləri yükləyən', 'Loader of legacy records'],
  case_manager: ['Sosial iş üzrə menecer', 'Case manager'],
  rehabilitation_clerk: ['Reabilitasiya mərkəzinin qəbul işçisi', 'Rehabilitation clerk'],
  survivor: ['Zərərçəkmiş şəxs', 'Survivor'],
  register_steward: ['Reyestr məsulu', 'Register steward'],
};

export function loadStaff(file) {
  const { institutions, staff } = parse(readFileSync(file, 'utf8'));
  const institutionByCode = new Map(institutions.map((institution) => [institution.code, institution]));
  const people = new Map();
  for (const person of staff) {
    const institution = institutionByCode.get(person.institution);
    const role = ROLES[person.role];
    if (!institution || !role || people.has(person.subject)) {
      throw new Error(`${file}: ${person.subject} has an unknown institution or role, or stands there twice`);
    }
    const name = `${person.given_name} ${person.family_name}`;
    people.set(person.subject, {
      subject: person.subject,
      name,
      role,
      institution: [institution.name_az, institution.name_en],
      claims: { name, given_name: person.given_name, family_name: person.family_name, locale: 'az' },
    });
  }
  return people;
}
