// Asks everything that openapi.json describes, as every demo account, and holds each answer against the description: the status, the
// headers, the media type and, by ajv, the body, in which nothing may stand that is not described. First what reads, then what is
// refused, and last what changes, with the example of the description as its body.
//
//   node answers.mjs ADDRESS OPENAPI_JSON DEMO_JSON
//
// SPDX-License-Identifier: EUPL-1.2
import {readFileSync} from 'node:fs';
import {Caller, Described, isObject} from './described.mjs';

const [address, openapiFile, demoFile] = process.argv.slice(2);
const described = new Described(openapiFile);
const {operations, reading, changing} = described;
const caller = new Caller(address, described);
const demo = JSON.parse(readFileSync(demoFile, 'utf8'));
const idsTried = 3;

// --- Asking

const ids = new Map();  // "taak" → every such id that was seen
function collect(value) {
    if (typeof value === 'string') {
        const prefix = /^([a-z]+)-\d+$/.exec(value)?.[1];
        if (prefix !== undefined)
            ids.set(prefix, (ids.get(prefix) ?? new Set()).add(value));
    } else if (isObject(value))
        Object.values(value).forEach(collect);
}
// The newest: what is closed is of no use to what changes.
const known = (prefix) => [...(ids.get(prefix) ?? [])].slice(-idsTried).reverse();
const prefixOf = (schema) => /^\^([a-z]+)-\[0-9\]\+\$$/.exec(schema.pattern ?? '')?.[1];

async function ask(session, operation, target, body) {
    collect((await caller.ask(session, operation, target, body)).body);
}

// Each way to fill in the path and what must be in the query; none when an id is missing.
function targetsOf(operation, {wrongIds = false} = {}) {
    let targets = [operation.path];
    const query = new URLSearchParams();
    for (const parameter of described.parametersOf(operation)) {
        const prefix = prefixOf(parameter.schema);
        if (parameter.in === 'path') {
            const values = wrongIds ? [`${prefix}-999999`] : known(prefix);
            targets = values.flatMap((value) => targets.map((target) => target.replace(`{${parameter.name}}`, value)));
        } else if (parameter.in === 'query' && parameter.required)
            query.set(parameter.name, prefix === undefined ? String(parameter.example) : known(prefix)[0] ?? '');
    }
    return targets.map((target) => (query.size ?? [...query].length) > 0 ? `${target}?${query}` : target);
}

const signInOperation = described.find('POST', '/sessie');

// The example of a description, with ids that are there.
function filled(example) {
    if (typeof example === 'string') {
        const prefix = /^([a-z]+)-12$/.exec(example)?.[1];
        return prefix === undefined ? example : known(prefix)[0] ?? example;
    }
    if (Array.isArray(example))
        return example.map(filled);
    return isObject(example) ? Object.fromEntries(Object.entries(example).map(([key, value]) => [key, filled(value)]))
                             : example;
}

const sessions = [];
for (const {login} of demo.logins)
    sessions.push(await caller.signIn(login, demo.password));

// Twice: ids that were seen the first time are filled in the second time.
for (let round = 0; round < 2; ++round)
    for (const session of sessions)
        for (const operation of reading)
            for (const target of targetsOf(operation))
                await ask(session, operation, target);
// With every sort and filter of the description.
for (const operation of reading)
    for (const parameter of described.parametersOf(operation).filter((one) => one.in === 'query'))
        for (const target of targetsOf(operation).slice(0, 1)) {
            const separator = target.includes('?') ? '&' : '?';
            for (const value of parameter.schema.enum ?? [filled(parameter.example)])
                if (!target.includes(`${parameter.name}=`))
                    await ask(sessions.at(-1), operation, `${target}${separator}${parameter.name}=${encodeURIComponent(value)}`);
        }

// Whoever is nobody, asks for what is not there, or sends what is wrong.
for (const operation of operations) {
    const body = operation.operation.requestBody === undefined ? undefined : {geenVeld: true};
    for (const session of [{}, ...sessions])
        for (const target of targetsOf(operation, {wrongIds: true}).slice(0, 1))
            // Nobody is signed out here: only who has no session asks to be.
            if (operation.method !== 'DELETE' || target.includes('999999') || session.cookie === undefined)
                await ask(session, operation, target, body);
}

// What changes: the leader of the programme, and then who administers. What takes something away comes last.
const last = ({method, path}) => Number(method === 'DELETE') + Number(path.includes('{persoon}') || path === '/sessie');
const inOrder = [...changing].sort((a, b) => last(a) - last(b));
for (const session of sessions.filter(({login}) => login !== 'raadslid'))
    for (const operation of inOrder.filter((one) => one !== signInOperation && !one.path.startsWith('/sessie')))
        for (const target of targetsOf(operation).slice(0, 2)) {
            const content = operation.operation.requestBody?.content?.['application/json'];
            await ask(session, operation, target, content === undefined ? undefined : filled(content.example));
        }

// --- What came of it

const never = operations.filter(({answers}) => answers === 0);
const notGood = reading.filter(({good}) => good === 0);
for (const operation of never)
    described.fault(operation, 'could not be asked');
for (const operation of notGood)
    console.log(`never answered with 200 here: ${operation.method} ${operation.path}`);
const goodChanges = changing.filter(({good}) => good > 0).length;
console.log(`answers: ${described.countAnswers()} to ${operations.length} operations; ${reading.length - notGood.length} of ` +
            `${reading.length} reading and ${goodChanges} of ${changing.length} changing ones went well`);
described.tellFaults();
process.exit(described.faults.size > 0 ? 1 : 0);
