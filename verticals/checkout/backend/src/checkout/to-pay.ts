/** How long an order keeps its goods while it is not paid: nobody else can have them meanwhile. */
export const TO_PAY = '5 minutes';
