/*
 * How people may talk, for whoever leads the conversation: the same whatever package it is about. The codes are those
 * of the report of a meeting (dialogue).
 */
export const WAYS_TO_TALK = [
  {
    code: 'ROUND_TABLE', name: 'En runde rundt bordet', short: 'Alle får ordet etter tur.',
    lines: ['Still spørsmålet, og la alle svare etter tur i ett til to minutter. Ingen avbryter.', 'Det er lov å si «pass». Ta gjerne en runde til når alle har snakket.', 'Passer når dere vil høre alle, eller når noen få pleier å snakke mest.']
  },
  {
    code: 'IPG', name: 'Alene, i par og i gruppe (IPG)', short: 'Tenk først alene, så to og to, så sammen.',
    lines: ['Tenk alene i to minutter, snakk to og to i fem, og del så det viktigste med gruppa.', 'La hvert par trekke fram én ting, så går det fort og alle er med.', 'Passer til vanskelige spørsmål, og når noen er nye eller usikre.']
  },
  {
    code: 'GROUPS_THEN_PLENARY', name: 'Først i grupper, så alle sammen', short: 'Små grupper oppsummerer for alle.',
    lines: ['Del dere i grupper på fem til ti, og gi hver gruppe det samme spørsmålet.', 'Hver gruppe velger to–tre punkter og forteller dem til de andre.', 'Passer når dere er mer enn ti, og når dere har god tid.']
  },
  {
    code: 'PLENARY', name: 'Alle sammen (plenum)', short: 'Én samtale med alle i rommet.',
    lines: ['Still spørsmålet til alle, og la noen minutter gå i stillhet før den første svarer.', 'Spør direkte: «Hva tenker dere som ikke har sagt noe ennå?»', 'Passer når dere er få og trygge på hverandre, og til å oppsummere til slutt.']
  }
];
