import type { Person } from './people.ts';

/** One thing that was said, or that happened, in a conversation of the sandbox. */
export interface Turn {
  readonly by: 'customer' | 'assistant' | 'agent' | 'tool' | 'handoff';
  readonly text: string;
  readonly file?: { readonly name: string; readonly type: string } | undefined;
}

export interface TimedTurn extends Turn {
  readonly at: Date;
}

/** The person of the support team who takes over from the assistant. */
export const AGENT_NAME = 'Derya Aksoy';

type Line = readonly [by: Turn['by'], text: string, file?: NonNullable<Turn['file']>];

const PHOTO = { name: 'paket.jpg', type: 'image/jpeg' };

/** A conversation in the language of each person of the sandbox. Some are handed over to a person. */
const LINES: Readonly<Record<string, readonly Line[]>> = {
  tr: [
    ['customer', 'Merhaba, SN-20417 numaralı siparişim nerede?'],
    ['tool', '{"order":"SN-20417","status":"shipped","carrier":"Yurtiçi"}'],
    ['assistant', 'Merhaba Aylin Hanım! Siparişiniz dün kargoya verildi.'],
    ['customer', 'Geçen ay İzmir’e taşındım, adres eski olabilir 😟'],
    ['assistant', 'Adres değişikliği için sizi bir çalışma arkadaşımıza bağlıyorum.'],
    ['handoff', 'Aylin paketi gönderildikten sonra taşındığını söyledi.'],
    ['agent', 'Merhaba, ben Derya. Yeni adresinizi yazar mısınız?'],
    ['customer', 'Kıbrıs Şehitleri Cad. 12, İzmir. Zili çalmayın lütfen 🔔', PHOTO],
    ['agent', 'Tamam, kargoya ilettim. Yarın 14:00’ten önce gelir.'],
    ['customer', 'Çok teşekkürler!'],
  ],
  es: [
    ['customer', 'Hola, necesito la factura de febrero a nombre de la empresa.'],
    ['assistant', 'Claro, José. ¿A qué razón social la emito?'],
    ['customer', 'Núñez e Hijos, S. L. ¿Se puede pagar por transferencia?'],
    ['assistant', 'Sí. Le he enviado la factura con los datos de la cuenta.'],
    ['customer', 'Perfecto, gracias.'],
  ],
  ja: [
    ['customer', '注文番号 A-0007 を土曜日に届けてもらえますか?'],
    ['tool', '{"order":"A-0007","slots":["sat-am","sat-pm"]}'],
    ['assistant', '山田様、土曜日は午前と午後をお選びいただけます。'],
    ['customer', '午前でお願いします。'],
    ['assistant', '承知しました。土曜日の午前にお届けします。'],
  ],
  uk: [
    ['customer', 'Добрий день! Чи можна отримати рахунок на компанію?'],
    ['assistant', 'Так, надішліть, будь ласка, код ЄДРПОУ.'],
    ['customer', '«Ковальчук і партнери», код 00000000.'],
    ['assistant', 'Дякую, рахунок уже на вашій пошті.'],
  ],
  ar: [
    ['customer', 'طلبي متأخر منذ أسبوعين!'],
    ['assistant', 'نعتذر عن التأخير. سأحوّلك إلى أحد الزملاء.'],
    ['handoff', 'تأخر الطلب أسبوعين.'],
    ['agent', 'مرحبًا، معك ديريا. سيصل الطلب غدًا، وأعدنا لك رسوم الشحن.'],
    ['customer', 'شكرًا.'],
  ],
  en: [
    ['customer', 'My seedlings 🌱 came dry. Again.'],
    ['assistant', 'I am sorry to hear that. Could you send a photo?'],
    ['customer', 'Here you are.', { name: 'seedlings.png', type: 'image/png' }],
    ['assistant', 'Thank you. A replacement leaves tomorrow, at no cost.'],
    ['customer', 'That was quick, thank you 🙏'],
  ],
  da: [
    ['customer', 'Hej, kan jeg bytte stellet til størrelse 60?'],
    ['assistant', 'Hej Søren! Ja, inden for 30 dage. Er det ubrugt?'],
    ['customer', 'Ja, det står stadig i æsken.'],
    ['assistant', 'Fint. Du får en returlabel på mail.'],
  ],
  el: [
    ['customer', 'Καλημέρα, ισχύει ο τιμοκατάλογος Β για το δεύτερο τρίμηνο;'],
    ['assistant', 'Καλημέρα! Ναι, έως 30 Ιουνίου.'],
    ['customer', 'Ωραία, στείλτε μου τον τιμοκατάλογο.'],
    ['assistant', 'Μόλις τον έστειλα στο email σας.'],
  ],
  ko: [
    ['customer', '환불하고 싶어요.'],
    ['assistant', '민준 님, 주문 번호를 알려 주시겠어요?'],
    ['customer', '5531번이에요.'],
    ['tool', '{"order":"5531","refundable":true}'],
    ['assistant', '환불 신청이 완료됐습니다. 3일 안에 입금됩니다.'],
  ],
};

/** The conversation that a person has, one turn every two minutes. */
export function conversationOf(person: Person, startsAt: string): readonly TimedTurn[] {
  const lines = LINES[person.language] ?? [];
  return timed(
    lines.map(([by, text, file]) => ({ by, text, file })),
    startsAt,
  );
}

/** A conversation of any length, in English: a customer who orders every day. */
export function longConversation(length: number, startsAt: string): readonly TimedTurn[] {
  const turns = Array.from({ length }, (_, index): Turn => {
    const order = Math.floor(index / 2) + 1;
    return index % 2 === 0
      ? { by: 'customer', text: `Order ${order}: the usual, please.` }
      : { by: 'assistant', text: `Order ${order} is confirmed.` };
  });
  return timed(turns, startsAt);
}

/** Of sessions whose own date cannot be read. */
const SOME_DAY = Date.UTC(2026, 0, 12, 10);

function timed(turns: readonly Turn[], startsAt: string): readonly TimedTurn[] {
  const start = Date.parse(startsAt) || SOME_DAY;
  return turns.map((turn, index) => ({ ...turn, at: new Date(start + index * 120_000) }));
}
