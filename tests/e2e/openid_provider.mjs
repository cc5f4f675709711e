// A real OpenID provider on this machine only, for tests: one client, one person, who is let in without being asked. Prints its
// address when it listens; ends with its standard input. `POST /draai-sleutels` on the control port makes it use a new key from
// then on, as providers do from time to time.
//
//   node openid_provider.mjs CLIENT_ID CLIENT_SECRET REDIRECT_URI SUBJECT LOGIN GROUPS
//
// SPDX-License-Identifier: EUPL-1.2
import {generateKeyPairSync} from 'node:crypto';
import {createServer} from 'node:http';
import Provider from 'oidc-provider';

// Whoever started it reads the address and no more.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

const [clientId, clientSecret, redirectUri, subject, login, groups] = process.argv.slice(2);

function newKey(number) {
    const {privateKey} = number % 2 === 1 ? generateKeyPairSync('rsa', {modulusLength: 2048})
                                          : generateKeyPairSync('ec', {namedCurve: 'P-256'});
    const algorithm = number % 2 === 1 ? 'RS256' : 'ES256';
    return {...privateKey.export({format: 'jwk'}), kid: `sleutel-${number}`, alg: algorithm, use: 'sig'};
}

function makeProvider(address, number) {
    const key = newKey(number);
    const provider = new Provider(address, {
        clients: [{
            client_id: clientId,
            client_secret: clientSecret,
            redirect_uris: [redirectUri],
            response_types: ['code'],
            grant_types: ['authorization_code'],
            id_token_signed_response_alg: key.alg,
            token_endpoint_auth_method: 'client_secret_basic',
        }],
        jwks: {keys: [key]},
        cookies: {keys: ['alleen-voor-tests']},
        claims: {openid: ['sub'], profile: ['preferred_username', 'groups']},
        conformIdTokenClaims: false,
        pkce: {required: () => true, methods: ['S256']},
        features: {devInteractions: {enabled: false}},
        interactions: {url: (_, interaction) => `/erin/${interaction.uid}`},
        findAccount: (_, id) => ({
            accountId: id,
            claims: () => ({sub: id, preferred_username: login, groups: groups.split(',').filter(Boolean)}),
        }),
    });
    return provider;
}

// Whoever comes is the one person, and agrees.
async function letIn(provider, request, response) {
    const {prompt, params, session, grantId} = await provider.interactionDetails(request, response);
    if (prompt.name === 'login')
        return provider.interactionFinished(request, response, {login: {accountId: subject}});
    const grant = grantId ? await provider.Grant.find(grantId)
                          : new provider.Grant({accountId: session.accountId, clientId: params.client_id});
    grant.addOIDCScope('openid profile');
    return provider.interactionFinished(request, response, {consent: {grantId: await grant.save()}},
                                        {mergeWithLastSubmission: true});
}

let turns = 1;
let provider;
const server = createServer((request, response) => {
    if (request.method === 'POST' && request.url === '/draai-sleutels') {
        provider = makeProvider(address(), ++turns);
        response.end('gedraaid\n');
        return;
    }
    if (request.url.startsWith('/erin/')) {
        letIn(provider, request, response).catch((error) => {
            response.statusCode = 500;
            response.end(String(error));
        });
        return;
    }
    provider.callback()(request, response);
});
const address = () => `http://127.0.0.1:${server.address().port}`;
server.listen(0, '127.0.0.1', () => {
    provider = makeProvider(address(), turns);
    console.log(address());
});
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
