// Writes the institutions and staff of a staff file as one JSON document for db/sample/staff.sql.
//   node staff.mjs FILE ISSUER
// ISSUER is the address of the identity provider whose accounts these people sign in with.
import {readFileSync} from 'node:fs';
import {parse} from 'yaml';

const [file, issuer] = process.argv.slice(2);
const {institutions, staff} = parse(readFileSync(file, 'utf8'), {version: '1.2', uniqueKeys: true});
process.stdout.write(JSON.stringify({issuer, institutions, staff}) + '\n');
