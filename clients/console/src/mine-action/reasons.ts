// What speaks for or against two incidents being one. The service says it in English, in a few fixed forms (services/incident/duplicate_rules.cc);
// a form that is not known here is shown as it came.
const FORMS: [RegExp, string, string][] = [
  [/^same district$/, 'eyni rayon', 'один район'],
  [/^same settlement$/, 'eyni yaşayış məntəqəsi', 'один населённый пункт'],
  [/^settlements are written differently$/, 'yaşayış məntəqələri fərqli yazılıb', 'населённые пункты написаны по-разному'],
  [/^points (\d+) m apart$/, 'nöqtələr arasında $1 m', 'между точками $1 м'],
  [/^points (\d+) km apart$/, 'nöqtələr arasında $1 km', 'между точками $1 км'],
  [/^same day$/, 'eyni gün', 'один день'],
  [/^(\d+) days apart$/, 'arada $1 gün', 'разница в днях: $1'],
  [/^may be the same day; of one only the year is known$/, 'eyni gün ola bilər; birinin yalnız ili məlumdur', 'может быть один день; у одного известен только год'],
  [/^may be the same day; of one only the month is known$/, 'eyni gün ola bilər; birinin yalnız ayı məlumdur', 'может быть один день; у одного известен только месяц'],
  [/^same category of device$/, 'qurğunun növü eynidir', 'один вид устройства'],
  [/^different categories of device$/, 'qurğuların növü fərqlidir', 'разные виды устройств'],
  [/^(\d+) people have the same national id$/, '$1 nəfərin FİN-i eynidir', 'одинаковый ФИН: $1'],
  [/^(\d+) people have names that sound alike$/, '$1 nəfərin adı oxşardır', 'похожие имена: $1'],
  [/^same number of people$/, 'insan sayı eynidir', 'одинаковое число людей'],
  [/^(\d+) incidents with one victim each beside one with (\d+) victims$/, 'bir nəfərlik $1 hadisə və $2 nəfərlik bir hadisə', 'происшествий с одним пострадавшим: $1, рядом одно с $2'],
  [/^(\d+) incidents with one victim each lie here; these two name nobody in common$/, 'burada bir nəfərlik $1 hadisə var; bu ikisində ortaq ad yoxdur', 'здесь происшествий с одним пострадавшим: $1; общих имён нет'],
];

export function sayReason(explanation: string, language: string): { words: string; english: boolean } {
  if (language === 'en') return { words: explanation, english: true };
  for (const [form, az, ru] of FORMS) {
    if (form.test(explanation)) return { words: explanation.replace(form, language === 'az' ? az : ru), english: false };
  }
  return { words: explanation, english: true };
}
