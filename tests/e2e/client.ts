// A client as another programmer would write it: types from openapi.json (openapi-typescript), calls by openapi-fetch. Comes in with
// a demo account, does a task from beginning to end, meets somebody who was earlier, and leaves.
//
//   node client.js ADDRESS DEMO_JSON
//
// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import createClient, {type Middleware} from 'openapi-fetch';
import type {components, paths} from './api.js';

type Problem = components['schemas']['Probleem'];

const [address, demoFile] = process.argv.slice(2);
assert(address && demoFile);
const demo = JSON.parse(readFileSync(demoFile, 'utf8')) as {password: string};

// What a browser does by itself, and what a page adds to it.
const session = {cookie: '', csrf: ''};
const keepSession: Middleware = {
    onRequest({request}) {
        if (session.cookie)
            request.headers.set('Cookie', session.cookie);
        if (session.csrf && request.method !== 'GET')
            request.headers.set('X-CSRF-Token', session.csrf);
        return request;
    },
    onResponse({response}) {
        for (const cookie of response.headers.getSetCookie())
            session.cookie = cookie.split(';')[0] ?? '';
        return response;
    },
};
const client = createClient<paths>({baseUrl: address});
client.use(keepSession);

function refused(answer: {error?: Problem; response: Response}, status: number): Problem {
    assert.equal(answer.response.status, status, JSON.stringify(answer.error));
    assert.equal(answer.response.headers.get('content-type'), 'application/problem+json');
    assert(answer.error);
    assert.equal(answer.error.status, status);
    return answer.error;
}

function given<T>(answer: {data?: T; error?: unknown; response: Response}, status = 200): T {
    assert.equal(answer.response.status, status, JSON.stringify(answer.error));
    assert(answer.data !== undefined);
    return answer.data;
}

async function signIn(name: string): Promise<components['schemas']['Persoon']['persoon']> {
    session.cookie = session.csrf = '';
    const self = given(await client.POST('/sessie', {body: {gebruikersnaam: name, wachtwoord: demo.password}}), 201);
    session.csrf = self.csrfToken ?? '';
    assert(session.csrf);
    return self.persoon;
}

// --- Nobody comes in without a password, and nobody hears more than that.
refused(await client.GET('/taken', {}), 401);
refused(await client.POST('/sessie', {body: {gebruikersnaam: 'projectleider', wachtwoord: 'geraden, en mis'}}), 401);

// --- Coming in, and looking around.
const me = await signIn('projectleider');
const self = given(await client.GET('/mij', {}));
assert.equal(self.persoon, me);
assert(self.toegang.some((access) => access.rol === 'projectleider'));

const programmes = given(await client.GET('/programmas', {})).resultaten;
assert.equal(programmes.length, 1, 'a project leader sees their own programme');
const programme = programmes[0]!.programma;
const tasks = given(await client.GET('/taken', {params: {query: {programma: programme, limiet: 2}}}));
assert(tasks.resultaten.length > 0 && tasks.resultaten.length <= 2);
for (const task of tasks.resultaten)
    assert.equal(task.programma, programme);

// --- One page after the other gives every task once.
const seen = new Set<string>();
for (let cursor: string | undefined, pages = 0; pages < 1000; ++pages) {
    const page = given(await client.GET('/taken', {params: {query: {programma: programme, limiet: 2, cursor}}}));
    for (const task of page.resultaten) {
        assert(!seen.has(task.taak), `${task.taak} stands on two pages`);
        seen.add(task.taak);
    }
    if (page.volgende === undefined)
        break;
    cursor = new URL(page.volgende, address).searchParams.get('cursor') ?? undefined;
    assert(cursor);
}
const all = given(await client.GET('/taken', {params: {query: {programma: programme, limiet: 1000}}})).resultaten;
assert.equal(seen.size, all.length);

// --- A task of one's own, from beginning to end. The same key twice is one task.
const order = {params: {header: {'Idempotency-Key': 'bestel-de-koffie'}},
               body: {programma: programme, titel: 'Bestel koffie voor de bewonersavond', isToegewezenAan: me}} as const;
const made = await client.POST('/taken', order);
const task = given(made, 201).taak;
assert(task);
assert.equal(given(await client.POST('/taken', order), 201).taak, task);
refused(await client.POST('/taken', {...order, body: {...order.body, titel: 'Bestel thee'}}), 409);
assert.equal(made.response.headers.get('location'), `/api/v1/taken/${task}`);

const here = {path: {taak: task}};
const first = await client.GET('/taken/{taak}', {params: here});
assert.equal(given(first).titel, 'Bestel koffie voor de bewonersavond');
const stale = first.response.headers.get('etag');
assert(stale);

given(await client.POST('/taken/{taak}/opmerkingen', {params: here, body: {tekst: 'Ook thee'}}));

// --- Somebody was earlier: what was read is not what is there.
refused(await client.POST('/taken/{taak}/oppakken', {params: {...here, header: {'If-Match': stale}}, body: {}}), 412);
const second = await client.GET('/taken/{taak}', {params: here});
const fresh = second.response.headers.get('etag');
assert(fresh && fresh !== stale);
given(await client.POST('/taken/{taak}/oppakken', {params: {...here, header: {'If-Match': fresh}}, body: {}}));
const claimed = await client.GET('/taken/{taak}', {params: here});
assert.equal(given(claimed).status, 'opgepakt');
assert.equal(given(claimed).isToegewezenAan, me);

// --- What is wrong is told all at once, in the words of the API.
const wrong = refused(await client.POST('/taken/{taak}/termijn',
                                        {params: here, body: {einddatumHandelingsTermijn: 'morgen', reden: 3} as never}),
                      400);
assert.deepEqual(wrong.invalidParams?.map((one) => one.name).sort(), ['einddatumHandelingsTermijn', 'reden']);

given(await client.POST('/taken/{taak}/afronding', {params: here, body: {}}));
const done = given(await client.GET('/taken/{taak}', {params: here}));
assert.equal(done.status, 'afgerond');
assert.equal(done.opmerkingen?.[0]?.tekst, 'Ook thee');
refused(await client.POST('/taken/{taak}/afronding', {params: here, body: {}}), 409);

// --- What is not theirs is not there.
refused(await client.GET('/accounts', {}), 403);
const other = `programma-${Number(programme.split('-')[1]) + 1}`;
refused(await client.GET('/programmas/{programma}', {params: {path: {programma: other}}}), 403);

// --- Going out.
const left = await client.DELETE('/sessie', {});
assert.equal(left.response.status, 204);
refused(await client.GET('/mij', {}), 401);

console.log(`client: ${me} did ${task} in ${programme}; ${all.length} tasks in ${Math.ceil(all.length / 2)} pages`);
