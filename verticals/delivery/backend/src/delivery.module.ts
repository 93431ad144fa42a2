import { Vertical } from '@jogakbo/vertical';
import * as contract from '@jogakbo/delivery-contract';
import { blocks } from '@jogakbo/delivery-frontend';
import { GetTrackingHandler } from './parcel/get-tracking.query.ts';
import { ListParcelsHandler } from './parcel/list-parcels.query.ts';
import { parcel } from './parcel/parcel.decider.ts';
import { parcelReadiness } from './parcel/parcel-readiness.gathering.ts';
import { parcelRow } from './parcel/parcel-row.projection.ts';
import { requestParcelWhenConfirmed } from './parcel/request-parcel-when-confirmed.reaction.ts';
import { RequestReturnHandler } from './parcel/request-return.handler.ts';
import { resumeParcelWhenRefundRefused } from './parcel/resume-parcel-when-refund-refused.reaction.ts';
import { stopParcelWhenCancelled } from './parcel/stop-parcel-when-cancelled.reaction.ts';
import { pickupStore } from './store/pickup-store.projection.ts';

export const DeliveryModule = Vertical.of({
  name: 'delivery',
  contract,
  blocks,
  deciders: [parcel],
  gatherings: [parcelReadiness],
  reactions: [requestParcelWhenConfirmed, stopParcelWhenCancelled, resumeParcelWhenRefundRefused],
  projections: [parcelRow, pickupStore],
  handlers: [GetTrackingHandler, ListParcelsHandler, RequestReturnHandler],
});
