/** The formats that are checked: JSON Schema draft-07's, and those of ajv-formats that AsyncAPI documents use. */
export const knownFormats: ReadonlySet<string> = new Set([
  ...[
    'date',
    'time',
    'date-time',
    'iso-time',
    'iso-date-time',
    'duration',
    'email',
    'hostname',
    'ipv4',
    'ipv6',
    'uri',
    'uri-reference',
    'uri-template',
    'url',
    'uuid',
  ],
  ...['json-pointer', 'relative-json-pointer', 'regex', 'byte', 'binary', 'password', 'int32', 'int64', 'float', 'double'],
]);
