"""Files as visitors have them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.views.playground.characters.uploads import MOST_BYTES, decode

SPANISH = """¡Qué frío hacía aquella mañana! El pequeño pueblo despertaba despacio, y don Íñigo, que había pasado la noche junto al
fuego, abrió la ventana. ¿Quién anda ahí?, preguntó con voz ronca. Nadie contestó. Sólo el viento movía las ramas del viejo árbol que
su abuelo plantó cuando él era niño. Más allá del río, las campanas de la iglesia daban las siete.\n"""
FRENCH = """La neige était tombée toute la nuit, et le village, à l'aube, paraissait plus petit. Élise ouvrit la fenêtre : au loin,
derrière les forêts, une fumée légère montait des cheminées. Où vas-tu si tôt ? demanda sa mère. Le garçon l'attendait près du pont ; il
avait apporté du pain, un peu de fromage, et la vieille carte que son père lui avait donnée. Ça sentait déjà le printemps, malgré le gel.\n"""
GERMAN = """Es war schon spät, als der Müller endlich nach Hause kam. Über den Dächern hing der Rauch, und die Straße lag still im
Mondlicht. Wo bist du so lange gewesen?, fragte seine Frau. Er zog die nassen Schuhe aus, setzte sich an den Ofen und erzählte, was er
im Wald gesehen hatte: große Vögel, die er nicht kannte, und ein Licht, das zwischen den Bäumen wanderte.\n"""
ITALIAN = """Era già tardi quando il mugnaio tornò a casa. La città era silenziosa, e più in là, oltre il fiume, si vedeva una luce.
Perché sei rimasto così a lungo? gli chiese la moglie. Lui non rispose; si sedette accanto al fuoco e raccontò ciò che aveva visto.\n"""
POLISH = """Wczesnym rankiem, kiedy mgła jeszcze leżała nad łąkami, stary rybak wyszedł z domu i powoli szedł ścieżką w stronę jeziora.
Niósł sieć, którą jego żona naprawiała przez całą zimę, i trochę chleba z serem. Dziś będzie dobry dzień, pomyślał, patrząc na różowe
niebo. Łódź czekała przywiązana do pomostu. Gdy słońce stanęło wysoko, w sieci było już tyle ryb, że ledwie zdołał je wciągnąć.\n"""
HUNGARIAN = """Már késő volt, amikor a molnár végre hazaért. A háztetők fölött füst lebegett, és az utca csendesen feküdt a holdfényben. Hol
voltál ilyen sokáig? kérdezte a felesége. Levette a nedves cipőjét, leült a tűzhöz, és elmesélte, mit látott az erdőben: nagy madarakat,
amelyeket nem ismert, és egy fényt, amely a fák között vándorolt.\n"""
TURKISH = """Değirmenci eve döndüğünde vakit çok geçti. Çatıların üzerinde duman asılıydı ve sokak ay ışığında sessizce uzanıyordu. Bu
kadar uzun süre neredeydin? diye sordu karısı. Islak ayakkabılarını çıkardı, ateşin yanına oturdu ve ormanda gördüklerini anlattı.\n"""
RUSSIAN = """Рано утром, когда туман ещё лежал над полем, старик вышел из дома и медленно пошёл к реке. За плечом у него висела сеть,
которую жена чинила всю зиму. Сегодня будет хороший день, подумал он, глядя на розовое небо. Лодка ждала у мостков. Вёсла скрипели,
вода была холодная и тёмная, а где-то далеко кричал журавль.\n"""
JAPANESE = """朝早く、まだ霧が田んぼの上にかかっているころ、おじいさんは家を出て、ゆっくりと川のほうへ歩いて行きました。肩には、冬のあいだに
おばあさんが直してくれた網をかけています。「今日はいい日になりそうだ」と、うすい桃色の空を見ながら思いました。水は冷たく、暗く、
どこか遠くで鳥が鳴いていました。昼ごろには、魚がたくさんとれて、網を引き上げるのもやっとでした。\n"""
CHINESE = """清晨，田野上还笼罩着薄雾，老人走出家门，慢慢地向河边走去。他肩上扛着一张网，那是妻子花了整个冬天才补好的。今天会是个好日子，
他望着粉红色的天空想道。小船系在岸边等着他。水又冷又暗，远处传来鸟的叫声。到了中午，捕到的鱼已经多得几乎拉不动网了。\n"""
SHORT = "Où est-elle? “Là-bas”, dit-il, près de la fenêtre; déjà l'été. " * 20
SHORT_RUSSIAN = "Я выросла в Германии, поэтому говорю по-немецки. " * 20
TYPOGRAPHIC = "“Where have you been so long?” asked the miller’s wife — he didn’t answer, and sat down by the fire. The café was closed.\n"


@pytest.mark.parametrize("text", [SPANISH, SHORT, FRENCH, POLISH, RUSSIAN, JAPANESE, CHINESE, TYPOGRAPHIC],
                         ids=["Spanish", "short", "French", "Polish", "Russian", "Japanese", "Chinese", "English"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_comes_back_whole_with_and_without_a_byte_order_mark(encoding, text):
    found, notice = decode(text.encode(encoding))
    assert found == text and ("was read as" in notice) == (not encoding.startswith("utf-8"))


@pytest.mark.parametrize("times", [1, 30])
@pytest.mark.parametrize("text, encoding", [
    (SPANISH, "latin-1"), (SPANISH, "cp1252"), (FRENCH, "latin-1"), (FRENCH.replace("'", "’"), "cp1252"), (GERMAN, "latin-1"), (GERMAN, "cp1252"),
    (SHORT, "cp1252"), (SHORT.replace("“", '"').replace("”", '"'), "latin-1"), (SHORT_RUSSIAN, "cp1251"),
    (ITALIAN, "cp1252"), (TYPOGRAPHIC, "cp1252"), (POLISH, "cp1250"), (POLISH, "iso8859-2"), (HUNGARIAN, "cp1250"), (TURKISH, "cp1254"),
    (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (JAPANESE, "shift_jis"), (JAPANESE, "euc_jp"), (CHINESE, "gb18030")])
def test_older_encodings_are_recognised_and_told(text, encoding, times):
    found, notice = decode((text * times).encode(encoding))
    assert found == text * times and "was read as" in notice


@pytest.mark.parametrize("data, told", [
    (b"%PDF-1.7 \xe2\xe3\xcf\xd3", "This is a PDF, whatever its name says"), (b"PK\x03\x04rest", "zip archive"),
    (b"\x89PNG\r\n\x1a\n", "a picture"), (b"{\\rtf1 hello}", "RTF"), (b"\x00\x01\x02\x03" * 100, "cannot be printed"),
    (b"a" * (MOST_BYTES + 1), "5,000,001 bytes")])
def test_what_is_no_text_is_named(data, told):
    with pytest.raises(ValueError, match=told):
        decode(data)


def test_nothing_is_an_empty_text():
    assert decode(b"") == ("", "")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused_in_words(data):
    try:
        text, _ = decode(data)
    except ValueError as error:
        assert str(error).endswith((".", "text."))
    else:
        assert isinstance(text, str)
