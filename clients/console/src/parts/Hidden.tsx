// Rights that show a part only: what is hidden is said, and why.
import { Alert } from '@mantine/core';

import { inThree } from '../words/in-three.ts';
import { useWords } from '../words/words.tsx';

// What the contract calls a field, in words. What has none is told as "other data": a name of the contract is no word.
const FIELDS = inThree({
  address: ['ünvan', 'address', 'адрес'],
  amputations: ['amputasiyalar', 'amputations', 'ампутации'],
  available_qepik: ['hesabın qalığı', 'what the account holds', 'остаток на счёте'],
  birth_date: ['doğum tarixi', 'date of birth', 'дата рождения'],
  care_steps: ['müalicə addımları', 'steps of care', 'этапы лечения'],
  clinical_note: ['klinik qeyd', 'clinical note', 'клиническая запись'],
  components: ['cihazın hissələri', 'parts of the device', 'части изделия'],
  contacts: ['əlaqə məlumatı', 'contacts', 'контакты'],
  content: ['iş profili', 'work profile', 'трудовой профиль'],
  currency: ['valyuta', 'currency', 'валюта'],
  death_document: ['ölüm haqqında sənəd', 'document of the death', 'документ о смерти'],
  decisions: ['qərarlar', 'decisions', 'решения'],
  device_class: ['cihazın növü', 'class of the device', 'вид изделия'],
  devices: ['cihazlar', 'devices', 'изделия'],
  diagnoses: ['diaqnozlar', 'diagnoses', 'диагнозы'],
  ends_on: ['bitmə günü', 'end', 'дата окончания'],
  entitled_qepik: ['məbləğ', 'amount', 'сумма'],
  explanation: ['izah', 'explanation', 'объяснение'],
  family_name: ['soyad', 'family name', 'фамилия'],
  father_name: ['ata adı', 'father’s name', 'отчество'],
  given_name: ['ad', 'given name', 'имя'],
  identity: ['şəxsiyyət (ad, doğum tarixi, əlaqə)', 'identity (name, date of birth, contact)', 'личность (имя, дата рождения, контакты)'],
  identity_document: ['şəxsiyyət sənədi', 'identity document', 'документ личности'],
  impairments: ['funksiya pozulmaları', 'impairments', 'нарушения функций'],
  injuries: ['xəsarətlər', 'injuries', 'травмы'],
  instalments: ['ödəniş hissələri', 'instalments', 'выплаты по месяцам'],
  issuer: ['giriş mənbəyi', 'where the person signs in', 'источник входа'],
  national_id: ['FİN', 'national id', 'ФИН'],
  occupation: ['məşğuliyyət', 'occupation', 'занятие'],
  phone: ['telefon', 'telephone', 'телефон'],
  point: ['yerin koordinatları', 'coordinates of the place', 'координаты места'],
  purpose: ['ödənişin təyinatı', 'purpose of the payment', 'назначение платежа'],
  recovered_qepik: ['tutulan məbləğ', 'amount recovered', 'удержанная сумма'],
  remittance: ['banka yazılan mətn', 'text for the bank', 'текст для банка'],
  settlement: ['yaşayış məntəqəsi', 'settlement', 'населённый пункт'],
  side: ['tərəf', 'side', 'сторона'],
  source: ['ödəyən hesab', 'account that pays', 'счёт плательщика'],
  staff_uid: ['kim', 'who', 'кто'],
  starts_on: ['başlanma günü', 'start', 'дата начала'],
  stated_facts: ['bildirilənlər', 'what was stated', 'сообщённое'],
  steps: ['addımlar', 'steps', 'этапы'],
  subject: ['giriş adı', 'sign-in name', 'имя входа'],
  total_qepik: ['cəmi məbləğ', 'total', 'общая сумма'],
});
const OTHER = { az: 'başqa məlumat', en: 'other data', ru: 'другие данные' };

export function Hidden({ fields }: { fields: string[] }) {
  const { t, language } = useWords();
  if (fields.length === 0) return null;
  const words: Record<string, string> = FIELDS[language];
  const names = [...new Set(fields.map((field) => words[field.split('.').at(-1) ?? ''] ?? OTHER[language]))];
  return (
    <Alert color="gray" title={t('app.hiddenTitle')} my="md" className="no-print">
      {t('app.hiddenHelp', { fields: names.join(', ') })}
    </Alert>
  );
}
