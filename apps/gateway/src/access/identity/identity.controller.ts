import { All, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errors } from 'oidc-provider';
import { problem, ProblemError } from '@jogakbo/contract';
import { FormFields } from '../../http/form-fields.ts';
import { Turns } from '../../events/turns.ts';
import { HttpProblem, MethodNotAllowed } from '../../http/problems.ts';
import { neighbourhood } from '../../shares/client.ts';
import { Rate } from '../../shares/rate.ts';
import { assertFromOwnPage } from '../../http/own-page.ts';
import { SignInSettings } from '../sign-in/settings.ts';
import { ownAddress } from '../../http/own-address.ts';
import { sendCalmly } from '../sign-in/calmly.ts';
import type { EmbeddedProvider } from './embedded-provider.ts';
import { isAccount } from './identity.ts';

const QUARTER = 15 * 60;
/** Wrong ones, before there is a pause. */
const PASSWORDS = 10;
/** Milliseconds that one waits for its turn to be looked at. */
const PATIENCE = 10_000;

/** `/identity`: the shop's own OpenID provider and its login page; nothing where somebody else's provider is used. */
@Controller('identity')
export class IdentityController {
  /** Of one account from one address: whoever guesses locks nobody out who is elsewhere. */
  private readonly passwords = new Rate({ times: PASSWORDS, seconds: QUARTER });
  private readonly beginnings: Rate;
  /** To look at a password takes the processor for a moment: few are looked at together, whoever sends them. */
  private readonly looking = new Turns(2, 100);

  constructor(private readonly settings: SignInSettings) {
    this.beginnings = new Rate({ times: settings.beginnings, seconds: QUARTER });
  }

  @Get('sign-in/:uid')
  async form(@Param('uid') uid: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    if (await this.isUnderWay(uid, request, reply)) sendForm(reply, { uid });
  }

  @Post('sign-in/:uid')
  async post(@Param('uid') uid: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    assertFromOwnPage(request);
    if (!(request.body instanceof FormFields)) throw new HttpProblem(415, 'A form is posted as application/x-www-form-urlencoded.');
    if (!(await this.isUnderWay(uid, request, reply))) return;
    const { name = '', password = '' } = request.body.data;
    const { identity } = this.own();
    const guessed = `${name === identity.name ? name : ''} ${neighbourhood(request.ip)}`;
    const wait = await this.passwords.take(guessed);
    if (wait > 0) return void sendForm(comingAgain(reply, wait), { uid, name, status: 429, wrong: tooOften(wait) });
    if (!(await this.looking.take(AbortSignal.timeout(PATIENCE), () => isAccount(identity, { name, password }))))
      return void sendForm(reply, { uid, name, status: 403, wrong: 'This name and this password do not belong together.' });
    await this.passwords.forgive(guessed);
    const location = await this.providerOf(request).interactionResult(request.raw, reply.raw, {
      login: { accountId: identity.name, remember: false },
    });
    reply.status(303).headers({ location, 'cache-control': 'no-store' }).send();
  }

  /** What a browser needs of a provider is one address, to begin and to go on; all else is asked from inside. */
  @All(['auth', 'auth/:uid'])
  async authorize(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    if (request.method !== 'GET') throw new MethodNotAllowed(['GET']);
    const provider = this.own();
    const address = ownAddress(request, this.settings.publicUrl);
    // Each beginning is remembered for minutes, and there is not room for any number of them.
    const wait = await this.beginnings.take(neighbourhood(request.ip));
    if (wait > 0)
      return sendCalmly(comingAgain(reply, wait), 429, {
        title: 'You can’t sign in right now',
        text: tooOften(wait),
        on: '/',
      });
    reply.hijack();
    await provider.answer(address, request.raw, reply.raw);
  }

  @All('*')
  nothing() {
    throw new ProblemError(problem('not-found'));
  }

  /** Whether this is the sign-in that this browser is in the middle of; a page says so where it isn't. */
  private async isUnderWay(uid: string, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    const interaction = await this.providerOf(request).interactionDetails(request.raw, reply.raw).catch(whenForgotten);
    if (interaction?.uid === uid) return true;
    const text = 'It took too long, or was begun in another browser. Nothing is lost: begin again.';
    sendCalmly(reply, 400, { title: 'This sign-in has run out', text, on: '/sign-in' });
    return false;
  }

  private providerOf(request: FastifyRequest) {
    return this.own().at(ownAddress(request, this.settings.publicUrl));
  }

  private own(): EmbeddedProvider {
    if (!this.settings.embedded) throw new ProblemError(problem('not-found'));
    return this.settings.embedded;
  }
}

function whenForgotten(error: unknown): undefined {
  if (!(error instanceof errors.SessionNotFound)) throw error;
}

const comingAgain = (reply: FastifyReply, wait: number) => reply.header('retry-after', Math.ceil(wait / 1000));
const tooOften = (wait: number) => `That was tried too often. Try again in ${Math.ceil(wait / 60_000)} minutes.`;

interface Filled {
  readonly uid: string;
  readonly name?: string;
  readonly status?: number;
  readonly wrong?: string;
}

function sendForm(reply: FastifyReply, { uid, name, status = 200, wrong }: Filled) {
  const fields = [
    { name: 'name', label: 'User name', type: 'text', autocomplete: 'username', value: name },
    { name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' },
  ] as const;
  const text = 'This door is for those who work here. Everybody else just shops.';
  sendCalmly(reply, status, { title: 'Sign in', text, form: { action: `/identity/sign-in/${uid}`, button: 'Sign in', fields, wrong } });
}
