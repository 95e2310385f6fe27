// The contract of the services, read from a descriptor set: the gateway is built from it and knows no message by itself.
import { readFileSync } from 'node:fs';

import { createFileRegistry, fromBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';

export const loadContract = (file) => createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(file)));
