"""The words that mail programs print before a message's fields, in several languages."""

import re
from enum import StrEnum


class Field(StrEnum):
    FROM = "from"
    SENT = "sent"  # when: a word that only mail uses
    DATE = "date"  # when: memos use it too
    TO = "to"
    CC = "cc"
    SUBJECT = "subject"
    ATTACHMENTS = "attachments"
    OTHER = "other"  # belongs to the block; what it says is not kept


_WORDS = {
    Field.FROM: "from|von|de|da|van|från|fra|od|lähettäjä|kimden|от|expéditeur|absender|remitente|mittente"
    "|feladó|de la|expeditor|від|από|보낸 사람|发件人|差出人|寄件者|מאת|من|frorn|fronn",
    Field.SENT: "sent|date sent|sent on|gesendet|gesendet am|envoyé|envoyé le|enviado|enviado el|enviado em|inviato|"
    "verzonden|skickat|sendt|wysłano|отправлено|gönderilen|"
    "enviada em|enviada|lähetetty|odesláno|odoslané|elküldve|trimis|надіслано|στάλθηκε|보낸 날짜|发送时间|送信日時|נשלח"
    "|تاريخ الإرسال",
    Field.DATE: "date|datum|fecha|data|dato|дата|日期|日付|received",
    Field.TO: "to|an|à|a|para|aan|pour|till|til|do|кому|vastaanottaja|kime|destinataire|destinatario|komu"
    "|címzett|către|προς|받는 사람|收件人|宛先|אל|إلى",
    Field.CC: "cc|kopie|copie|copie à|copia|kopia|копия|копія|kopio|másolatot kap|참조|抄送",
    Field.SUBJECT: "subject|betreff|objet|asunto|oggetto|assunto|onderwerp|ämne|emne|temat|тема|konu|aihe|"
    "předmět|predmet|tárgy|subiect|θέμα|제목|主题|件名|נושא|الموضوع|subjeet",
    Field.ATTACHMENTS: "attachments?|attach|anlagen?|anhang|anhänge|pièces jointes|pièce jointe|datos adjuntos|"
    "adjuntos?|allegat[oi]|anexos?|bijlagen?|bilagor|bilaga|vedlegg|vedhæftede filer|załączniki|вложения"
    "|liitteet|přílohy|mellékletek|atașări|вкладення|첨부|附件|添付ファイル",
    Field.OTHER: "bcc|importance|priority|reply-to|reply to|wichtigkeit|priorität|sensitivity|"
    "categories|mailed-by|signed-by|follow up flag|flag status|message-id"
    "|organization|conversation|resent-from|sender|x-mailer",
}
_LABEL = re.compile(
    r"[\s*_|]{0,8}(?:"
    + "|".join(f"(?P<{field}>{words})" for field, words in _WORDS.items())
    + r")[\s*_]{0,3}[:：][\s*_]{0,20}",
    re.IGNORECASE,
)


def label(line: str) -> tuple[Field, int] | None:
    """The field that a line names and where its value begins; None if it names none."""
    match = _LABEL.match(line)
    if match is None or match.lastgroup is None:
        return None
    return Field(match.lastgroup), match.end()
