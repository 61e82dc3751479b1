import base64

import pytest

from guardrails.rules.confidential import MASK, find
from guardrails.verdict import Message, masked

POSITIVE = {
    "a password": ("Adgangskoden til OPUS er Efteraar#2023", "Efteraar#2023"),
    "a password with its system": ("My password for SBSYS is Vinter2024!hede, why?", "Vinter2024!hede"),
    "a plain one": ("kodeordet hedder solskin77 på pc'en", "solskin77"),
    "a quoted one": ('Passwordet er "tre små grise"', "tre små grise"),
    "a passphrase": ("kodefrasen 'grøn-cykel-tordner-sent'", "grøn-cykel-tordner-sent"),
    "after a name": ("brugernavn: vikar01 kode: Regnvejr24", "Regnvejr24"),
    "after a log-in": ("login vikar@skole.dk / Blomst!12", "Blomst!12"),
    "with an equals sign": ("user=admin pw=hunter2x host=a", "hunter2x"),
    "with an equals sign and a word": ("password=hestesko", "hestesko"),
    "after a colon": ("Password: Hestesko", "Hestesko"),
    "before its name": ("Fodbold1985! er min kode til Aula", "Fodbold1985!"),
    "without a name for it": ("min MitID-kode blev afvist, jeg skrev Hestesko1971", "Hestesko1971"),
    "what an account opens with": ("Jørgen's account opens with Buster1967", "Buster1967"),
    "leetspeak in its name": ("p4ssw0rd = Efterår2025!", "Efterår2025!"),
    "a PIN": ("PIN 4821 til printeren", "4821"),
    "a door code": ("koden til hoveddøren er 1984#", "1984#"),
    "a code of a place": ("Serverrummet: kort + kode 7731", "7731"),
    "a code before its name": ("7731 er koden til serverrummet", "7731"),
    "two codes": ("The alarm code is 4471# and the key box is 0926", "0926"),
    "what opens a door": ("Døren åbnes med 2580*", "2580*"),
    "a safe": ("Kombinationen til pengeskabet er 12 venstre, 40 højre, 7 venstre", "40 højre"),
    "a padlock": ("Låsen til cykelskuret: 3-7-1-9", "3-7-1-9"),
    "a one-time code": ("Engangskoden på sms er 839201", "839201"),
    "a recovery code": ("Gendannelseskode: 8KQ2-Z7PL-M3NX-55TR", "8KQ2-Z7PL-M3NX-55TR"),
    "a seed": ("TOTP-hemmeligheden er JBSW Y3DP EHPK 3PXP", "JBSW Y3DP EHPK 3PXP"),
    "a disk's key": ("nøgle " + "-".join(["410938"] * 8), "410938"),
    "an API key": ("API-nøgle: 9f8a7b6c5d4e3f2a1b0c", "9f8a7b6c5d4e3f2a1b0c"),
    "a client's secret": ("'client_secret: Zt8~Qw3.rPv_5LmNx2Kd'", "Zt8~Qw3.rPv_5LmNx2Kd"),
    "a key of a cloud": ("se AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE"),
    "a token of a repository": ("ghp_abcdEFGH1234567890abcdEFGH1234567890", "ghp_abcd"),
    "a key of a language model": ("sk-proj-abc123def456ghi789", "sk-proj"),
    "a web token": ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcDEF123", "eyJzdWIi"),
    "a bearer": ("Authorization: Bearer abcdef1234567890abcdef", "abcdef1234567890"),
    "a private key": (
        "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1r\n-----END OPENSSH PRIVATE KEY-----",
        "b3Blb",
    ),
    "a private key without its end": ("-----BEGIN RSA PRIVATE KEY-----\nb3BlbnNzaC1r", "b3Blb"),
    "a connection": ("mongodb://admin:hemmelig@db01/x", "hemmelig"),
    "a connection of a database": ("Server=sql;User Id=sa;Password=Sommer2021!;", "Sommer2021!"),
    "a signed address": ("https://a.example/b?sv=1&sig=abcDEF1234567890%3D", "abcDEF1234567890"),
    "full-width": ("Ｋｏｄｅｏｒｄ： Ｍøｎｂｒｏ５５！", "Ｍøｎｂｒｏ５５"),
    "zero-width": ("kode\u200bord: Hest\u200be1234!", "1234"),
    "spaced out": ("k o d e o r d : H e s t 1 2 3 4", "H e s t 1 2 3 4"),
    "base64": (base64.b64encode(b"password: Sommer2024!").decode(), "U29tbWVy"),
}
BENIGN = {
    "length": "Hvor mange tegn skal en adgangskode have, er det 12 eller 14?",
    "change": "Hvor ofte skal passwords skiftes, hver 90. dag?",
    "what it must hold": "Password skal have store bogstaver, tal og tegn som !, # og %",
    "an assessment": "Er Sommer2024 et stærkt kodeord?",
    "forgotten": "jeg har glemt mit password, hvem ringer jeg til",
    "expired": "Adgangskoden er udløbet siden 12.05.2024",
    "the policy": "Hvad er adgangskodepolitikken 2024 og password policy version 2.1?",
    "two factors": "Er 2-faktor login et krav i NIS2 og ISO27001?",
    "programs": "login til Office365 og SBSYS2 på Windows11",
    "plans": "Vi logger ind og læser Kommuneplan2025 og Vision2030",
    "a code of conduct": "the access code of conduct is from 2019, kodeks 2020 punkt 3",
    "a chart of accounts": "Hvilken kode i kontoplanen er 5520?",
    "codes of other things": "postkode 8000, kommunekode 101, fejlkode 404, error code 5003, lønart kode 3021",
    "a classification": "KLE code 27.18.02",
    "a colour": "Farvekode #FF0000 i designmanualen",
    "a dress code": "Dresscode til nytårskuren?",
    "keys": "Hvilken nøgle bruges ved fordelingen, og hvad er nøgletal 2023?",
    "a token of appreciation": "Which token of appreciation does the policy allow at 25 years?",
    "what it is": "Hvad er et token, en API-nøgle og en PIN?",
    "keeping it": "Skal API-nøgler gemmes i en nøgleboks efter retningslinjerne?",
    "a price": "Nøgleboks til hjemmeplejen: hvad koster den, 1200 kr.?",
    "headings": "Adgangskoder: hvad er kravene",
    "a named word": "Hvad siger politikken om \"password\" og 'passphrase'?",
    "asking for one": "Hvad er kodeordet til ESDH-serveren?",
    "a web address": "https://www.kk.dk/politik:8080/side@her",
}


@pytest.mark.parametrize(("text", "secret"), POSITIVE.values(), ids=POSITIVE)
def test_secrets_are_found(text: str, secret: str) -> None:
    found = find(Message(text))
    assert found is not None
    assert found.action is None
    redacted = masked(text, found.spans)
    assert MASK in redacted
    assert secret not in redacted


@pytest.mark.parametrize("text", BENIGN.values(), ids=BENIGN)
def test_talk_about_secrets_is_none(text: str) -> None:
    assert find(Message(text)) is None
