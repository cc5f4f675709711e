// Fetches openapi.json, keeps it in a file for the others, and lets Redocly judge it by all the rules that it recommends.
//
//   node lint.mjs ADDRESS FILE
//
// SPDX-License-Identifier: EUPL-1.2
import {writeFileSync} from 'node:fs';
import {createConfig, formatProblems, getTotals, lint} from '@redocly/openapi-core';

const [address, file] = process.argv.slice(2);

const response = await fetch(`${address}/openapi.json`);
if (!response.ok)
    throw new Error(`openapi.json: ${response.status}`);
writeFileSync(file, await response.text());

const config = await createConfig({
    extends: ['recommended-strict'],
    rules: {
        // The address of an installation is its own; on this machine it is localhost.
        'no-server-example.com': 'off',
        'no-invalid-media-type-examples': {severity: 'error', allowAdditionalProperties: false},
        'no-invalid-parameter-examples': 'error',
        'no-invalid-schema-examples': 'error',
        'operation-4xx-problem-details-rfc7807': 'error',
        'operation-operationId-url-safe': 'error',
        'operation-singular-tag': 'error',
        'path-segment-plural': 'off',  // English plurals
        'paths-kebab-case': 'error',
        'no-path-trailing-slash': 'error',
        'tag-description': 'error',
        'info-contact': 'error',
    },
});
const problems = await lint({ref: file, config});
formatProblems(problems, {format: 'codeframe', totals: getTotals(problems), version: 'openapi-core'});
console.log(`${Object.keys(JSON.parse(await (await fetch(`${address}/openapi.json`)).text()).paths).length} paths, ` +
            `${problems.length} problems`);
process.exit(problems.length > 0 ? 1 : 0);
