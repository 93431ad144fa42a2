import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readCookies } from '@jogakbo/protocol';
import { inCall, log } from '@jogakbo/runtime';
import { callOf } from '../../http/call.ts';
import { Credentials } from '../credentials.ts';
import { isEncrypted, ownAddress } from '../../http/own-address.ts';
import { assertFromOwnPage } from '../../http/own-page.ts';
import { ownPath } from '../own-path.ts';
import { ownCookie } from '../../http/own-cookies.ts';
import { sessionEnded } from '../session.ts';
import { sendCalmly } from './calmly.ts';
import { isAway } from './relying.ts';
import { RETURN_PATH, SignInSettings } from './settings.ts';
import { SignIn, SignInRefused } from './sign-in.ts';

const COOKIE = 'jogakbo_sign_in';

/** `/sign-in`, `/sign-out` and `/session`: how somebody becomes known to the shop, stops being so, and sees it. */
@Controller()
export class SignInController {
  private readonly signIn: SignIn | undefined;

  constructor(
    private readonly settings: SignInSettings,
    private readonly credentials: Credentials,
  ) {
    const { provider, secrets } = settings;
    if (provider && secrets) this.signIn = new SignIn(settings, provider, secrets);
  }

  @Get('sign-in')
  async begin(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    if (!this.signIn) return sendNowhere(reply);
    const address = this.addressFor(request);
    try {
      const { location, cookie } = await this.signIn.begin(address, ownPath((request.query as { to?: unknown }).to));
      lead(reply, location, [this.begun(cookie, address)]);
    } catch (error) {
      sendRefusal(error, request, reply);
    }
  }

  @Get(RETURN_PATH.slice(1))
  async complete(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const { sessions } = this.settings;
    if (!this.signIn || !sessions) return sendNowhere(reply);
    const address = this.addressFor(request);
    try {
      const { session, to } = await this.signIn.complete(address, request.url, readCookies(request.headers.cookie).get(COOKIE));
      lead(reply, to, [await sessions.begun(session, isEncrypted(address)), this.begun('', address)]);
    } catch (error) {
      sendRefusal(error, request, reply);
    }
  }

  @Get('sign-out')
  async ask(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const { sub, name } = await this.credentials.callerOf(request);
    if (sub === undefined) return sendCalmly(reply, 200, { title: 'You are not signed in', text: 'There is nothing to end.', on: '/' });
    const text = `You are signed in as ${name}.`;
    return sendCalmly(reply, 200, { title: 'Sign out', text, form: { action: '/sign-out', button: 'Sign out' }, on: '/' });
  }

  @Post('sign-out')
  async end(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    assertFromOwnPage(request);
    try {
      await this.settings.sessions?.end(request.headers.cookie);
    } catch (error) {
      return sendStillIn(error, request, reply);
    }
    lead(reply, '/', [sessionEnded(isEncrypted(this.addressFor(request)))]);
  }

  @Get('session')
  async session(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const { sub, name, roles } = await this.credentials.callerOf(request);
    const told = { signedIn: sub !== undefined || roles.length > 0, name, roles };
    reply.headers({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }).send(JSON.stringify(told));
  }

  private addressFor = (request: FastifyRequest) => ownAddress(request, this.settings.publicUrl);

  private begun(cookie: string, address: string): string {
    const keptFor = cookie === '' ? 0 : this.signIn!.keptFor;
    return ownCookie(COOKIE, cookie, { path: '/sign-in', keptFor, isSecure: isEncrypted(address) });
  }
}

function lead(reply: FastifyReply, location: string, cookies: string[]) {
  reply.status(303).headers({ location, 'cache-control': 'no-store', 'set-cookie': cookies }).send();
}

const sendNowhere = (reply: FastifyReply) =>
  sendCalmly(reply, 503, { title: 'Nobody can sign in yet', text: 'No identity provider is set up for this shop.', on: '/' });

/** While it can't be ended everywhere, the cookie stays as well: whoever sees the page may try again. */
function sendStillIn(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  inCall(callOf(request), () => log.warn({ err: error }, 'Somebody could not be signed out'));
  const text = 'You are still signed in: the end of it can’t be kept just now. Try again in a moment.';
  sendCalmly(reply.header('retry-after', 5), 503, { title: 'You are not signed out yet', text, on: '/sign-out' });
}

function sendRefusal(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  if (!isAway(error) && !(error instanceof SignInRefused)) throw error;
  inCall(callOf(request), () => log.warn({ err: error }, 'Somebody was not signed in'));
  if (isAway(error)) {
    const text = 'Where you sign in does not answer just now. The shop itself is open; try again in a moment.';
    return sendCalmly(reply.header('retry-after', 5), 503, { title: 'You can’t sign in right now', text, on: '/sign-in' });
  }
  const text = 'It took too long, was begun in another browser, or was refused where you sign in. Nothing is lost: begin again.';
  return sendCalmly(reply, 400, { title: 'You were not signed in', text, on: '/sign-in' });
}
