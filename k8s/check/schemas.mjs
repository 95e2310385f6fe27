// Strict schemas: those of Kubernetes and CloudNativePG, which lie beside the checkout and are somebody else's; and ours for operators whose
// schemas do not.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';

const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
const keyOf = ({ apiVersion, kind }) => `${apiVersion}/${kind}`;

export const outsideFolder = (root) => join(root, '../shared/schemas/kubernetes');

function validators(schema) {
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema(schema, 'all');
  return Object.fromEntries(Object.entries(schema.roots).map(([key, name]) => [key, ajv.getSchema(`all#/definitions/${name}`)]));
}

export const ownSchemas = (root) => validators(read(join(root, 'k8s/check/schemas/operators.json')));

// Undefined where the folder is absent.
export function outsideSchemas(root) {
  const folder = outsideFolder(root);
  if (!existsSync(folder)) return undefined;
  const cluster = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(read(join(folder, 'cnpg-cluster-strict.schema.json')));
  return { ...validators(read(join(folder, 'k8s-strict-subset.schema.json'))), 'postgresql.cnpg.io/v1/Cluster': cluster };
}

// Sentences about the objects that these schemas are about.
export function faults(schemas, objects) {
  return objects.filter((object) => schemas[keyOf(object)]).flatMap((object) => {
    const validate = schemas[keyOf(object)];
    if (validate(object)) return [];
    return validate.errors.map(({ instancePath, message, params }) =>
      `${object.kind} ${object.metadata?.name}: ${instancePath || '/'} ${message} ${params.additionalProperty ?? ''}`.trim());
  });
}

export const judgedBy = (schemas, object) => keyOf(object) in schemas;
