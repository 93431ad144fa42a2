export * from './parcel.commands.ts';
export * from './parcel.events.ts';
export * from './parcel.queries.ts';
export * from './parcel.ts';
