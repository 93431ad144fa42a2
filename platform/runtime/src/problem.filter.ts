import { Catch, type RpcExceptionFilter } from '@nestjs/common';
import { throwError } from 'rxjs';

/** Hands every error on as it is: the server turns it into problem details, where NestJS would hide its type. */
@Catch()
export class ProblemFilter implements RpcExceptionFilter {
  catch(error: unknown) {
    return throwError(() => error);
  }
}
