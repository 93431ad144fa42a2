import type { FastifyReply } from 'fastify';
import { CALM_FORM_POLICY, CALM_POLICY, calmPage, type Calm } from '../../http/calm-page.ts';

/** Answers with a page of the gateway's own, that nobody keeps. */
export function sendCalmly(reply: FastifyReply, status: number, page: Calm) {
  reply
    .status(status)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': page.form ? CALM_FORM_POLICY : CALM_POLICY,
    })
    .send(calmPage(page));
}
