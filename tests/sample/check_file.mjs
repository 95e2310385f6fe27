// What the invented register must be like, read from the file itself: node tests/sample/check_file.mjs FILE DISTRICTS. One line
// "ok ..." or "not ok ..." for each case.
import fs from 'node:fs';

const [file, districts] = process.argv.slice(2);

// No cell of this file holds a line break.
function records(name) {
  return fs.readFileSync(name, 'utf8').trimEnd().split('\n').map((line) => {
    const cells = [];
    for (const [, quoted, plain] of `${line},`.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*)),/g)) cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    return cells;
  });
}
function table(name) {
  const [header, ...rows] = records(name);
  return rows.map((cells) => Object.fromEntries(header.map((column, i) => [column, cells[i]])));
}
function check(what, faults) {
  console.log(`${faults.length === 0 ? 'ok' : 'not ok'} ${what}${faults.length === 0 ? '' : `: ${faults.slice(0, 3).map((fault) => JSON.stringify(fault)).join(' ')}`}`);
}
const twice = (values) => values.filter((value, index) => values.indexOf(value) !== index);
const wanted = (what, holds) => (holds ? [] : [what]);

const rows = table(file);
const known = new Map(table(districts).map((row) => [row.code, row]));
const people = rows.filter((row) => row.aqibət !== 'zərərçəkən yoxdur');
const named = people.filter((row) => row.soyad);
const lastDay = (date) => (date.length === 4 ? `${date}-12-31` : date.length === 7 ? `${date}-31` : date);

check('every row says that it is invented', rows.filter((row) => row.qeyd !== 'uydurma · invented'));
check('nobody has a name twice', twice(named.map((row) => `${row.soyad.replace(/(ov|ev)a$/, '$1')} ${row.ad}`)));
check('nobody has the national id of another', twice(named.map((row) => row.FİN).filter(Boolean)));
check('national ids are well formed', named.filter((row) => row.FİN && !/^[A-HJ-NP-Z0-9]{7}$/.test(row.FİN)));
check('telephones are well formed and of no operator', named.filter((row) => row.telefon && !/^\+99400[0-9]{7}$/.test(row.telefon)));
check('some have no name, none of them an id', wanted(people.length - named.length, people.length > named.length + 20).concat(people.filter((row) => !row.soyad && (row.FİN || row.ad || row.telefon))));
check('districts are of the national gazetteer', rows.filter((row) => !known.has(row.rayon)));
check('districts were in force on the day', rows.filter((row) => known.get(row.rayon)?.valid_from > lastDay(row.tarix)));
check('nothing happened on 8 and 9 November 2020', rows.filter((row) => ['2020-11-08', '2020-11-09', '2020-11', '2020'].includes(row.tarix)));
check('old dates are often partial', wanted('1994', rows.filter((row) => row.tarix === '1994').length > 50));
check('dates since the war are whole', rows.filter((row) => row.tarix >= '2020-11-10' && row.tarix.length !== 10));
check('nothing is known before it happened', rows.filter((row) => row['hadisə məlum olub'] < row.tarix));
check('nobody is known before the incident', people.filter((row) => row['şəxs məlum olub'] < row['hadisə məlum olub']));
check('nobody died before the incident or after being known', people.filter((row) => row['ölüm tarixi'] && (row['ölüm tarixi'] < row.tarix || row['ölüm tarixi'].slice(0, 10) > row['şəxs məlum olub'])));
check('many are known later than they were hurt', wanted('late', people.filter((row) => row.tarix.length === 10 && row['şəxs məlum olub'] > row.tarix).length > 300));
check('most years were in the nineties', wanted('peak', rows.filter((row) => row.tarix >= '1992' && row.tarix < '1996').length > rows.length / 3));
check('the letters of the alphabet occur in names', [...'əğıİöüçşƏ'].filter((letter) => !named.some((row) => `${row.soyad} ${row.ad}`.includes(letter))));
check('amputations occur on both sides', ['sol baldır', 'sağ baldır', 'bud'].filter((word) => !people.some((row) => row.amputasiyalar.includes(word))));
