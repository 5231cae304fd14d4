"""Words around names that say whether these are places: what the guards look for. General knowledge, our own."""

from __future__ import annotations

from collections.abc import Mapping


def words(text: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(text.split())


# Before a place.
PLACE_CUES = words("across around at from in near outside throughout within")
# Before a place, also a small one.
CUES_BEFORE_LOCAL = words(
    """
    across around at between downtown for from in leaving near of outside over through throughout to toward towards
    via within
    """
)
# Before a person.
HONORIFICS = words(
    """
    ambassador attorney aunt brother capt captain chairman chairwoman coach col colonel commissioner congressman
    congresswoman councillor councilman councilwoman deputy detective dr father gen general gov governor judge
    justice king lady lieutenant lord lt mayor minister miss mr mrs ms officer pastor president prince princess
    principal prof professor queen rep representative rev reverend secretary sen senator sergeant sgt sheriff sir
    sister spokesman spokeswoman superintendent uncle
    """
)
# Of these, those that a place can follow as its own: "Mayor Paris" is a person, "President Chad" may be either.
OFFICES = words(
    """
    ambassador attorney brother chairman commissioner father governor king mayor minister president prince princess
    principal queen representative secretary sheriff sister superintendent
    """
)
# Behind a person.
SPEAKS = words("added asked explained recalled replied said says told wrote")
# Behind the name of a street.
STREETS = words(
    """
    alley ave avenue blvd boulevard circle crescent dr drive expressway freeway highway hwy lane ln parkway pike
    pkwy rd road st street terrace turnpike
    """
)
# Behind a place that has them.
INSTITUTIONS = words(
    """
    academy administration agency airlines airport april area arena assembly association attorney august authority
    bank bay beach board borough bridge bureau cathedral center centre chief church city club co college commission
    commissioner committee company corp corporation council county court creek cup daily dam december democrat
    democrats department district east elementary exchange fair fc february federation festival fire friday gallery
    games gazette gop government governor group hall harbor harbour herald high hills hospital hotel house inc
    industries institute international island islands january journal july june lake league legislature library ltd
    mall man marathon march market may mayor middle ministry monday mosque mountain mountains mp museum native news
    north northeast northwest november october office open orchestra parish park parliament plc police port post
    press province radio region republican republicans resident residents river saturday school schools senate
    september series sheriff south southeast southwest stadium star state station sunday temple theater theatre
    thursday times town township tribune tuesday tv union united university valley village wednesday west woman zoo
    """
)
# Before a place, as a part of its name or of the sentence.
PART_OF_NAMES = words(
    """
    afp ap april august central city county december down downtown east eastern february friday greater inner
    january july june lower mainland march may metro metropolitan mid monday nearby north northeast northeastern
    northern northwest northwestern november occupied october of old outer port province region reuters rural
    saturday september south southeast southeastern southern southwest southwestern state suburban sunday thursday
    town township tuesday upi upper uptown village wednesday west western
    """
)
# Words that begin sentences, or follow a name, without belonging to it.
FUNCTION_WORDS = words(
    """
    a about above across after against all also although among an and another any are around as at be because been
    before below between beyond big both but by can could despite did do does during each eight either even every
    few first five for former four from had has have he her his how however i if in including inside into is it its
    just last like local many may meanwhile might more most must my near neither new next nine no nor not now of off
    on one only onto or other our out outside over per said says second seven several shall she should since six
    small so some still such ten than that the their then there these they third this those though three through to
    today tomorrow toward two under unlike until up upon via visit visiting was we were what when where which while
    who why will with within without would yesterday yet you your
    """
)
# Behind an adjective that speaks of a kitchen.
FOODS = words(
    """
    bakery beer beers bread breakfast buffet cafe cheese cheeses chocolate chocolates coffee cooking cuisine deli
    dish dishes dressing dumplings food foods fries grill muffin muffins noodles omelet pastries pastry pizza pub
    pubs recipe recipes restaurant restaurants salad sandwich sandwiches sausage sausages takeaway takeout tea toast
    wine wines yoghurt yogurt
    """
)
# Behind one that names a breed or a species.
LIVING_THINGS = words(
    """
    bat beech beef bees beetle beetles bulldog bulldogs butterfly cattle cocker cockroach cockroaches crocodile
    crocodiles cypress elephant elephants elm fir firs frog frogs fruit geese goose hamster hamsters hare hares
    hogweed honeysuckle hornet hornets hound hounds ivy knotweed leopard leopards lily lynx macaw macaws maple
    maples mastiff mastiffs mosquito mosquitoes moth moths oak orchid orchids otter otters parakeet parakeets parrot
    parrots pheasant pheasants pine pines pointer poodle rat rats retriever robin setter setters sheepdog shepherd
    shepherds spaniel spaniels sparrow spruce squirrel squirrels starling terrier terriers thistle tiger tigers toad
    toads tortoise tortoises turtle turtles viper vipers wasp wasps wolfhound wolfhounds
    """
)
# Behind a country's name that is a common word: what is made of it.
WARES = words(
    """
    breast breasts burger burgers dinner dinners leg legs meatballs plate plates sandwich sandwiches soup vase vases
    """
)
# Behind one that is a language.
LESSONS = words(
    """
    class classes edition fluently grammar idiom language languages lesson lessons literature-class speaker speakers
    speaking students subtitle subtitles teacher teachers translation translator translators version
    """
)
# Before one that is a language.
SPEAKING = words(
    """
    fluent in into learn learned learning learns speak speaking speaks spoke spoken taught teach teaches
    """
)
# Adjectives that are languages too.
LANGUAGES = words(
    """
    arabic bulgarian chinese czech danish dutch english finnish french german greek hebrew hindi hungarian irish
    italian japanese korean latin norwegian persian polish portuguese romanian russian spanish swedish thai turkish
    vietnamese welsh
    """
)
# Behind a country whose money is meant.
CURRENCIES = words(
    """
    crown crowns currency dinar dinars dlr dlrs dollar dollars franc francs guilder guilders krona krone kroner lira
    lire mark marks peso pesos pound pounds rand riyal riyals rouble roubles ruble rubles rupee rupees schilling
    schillings won yen yuan
    """
)
# Prepositions of place, for the languages in Latin letters that have them.
ABROAD_CUES: Mapping[str, frozenset[str]] = {
    "de": words("aus bei in nach nahe um von"),
    "fr": words("au aux d dans de depuis en près vers à"),
    "es": words("a de desde en hacia"),
    "it": words("a da dal dalla di in nel nella presso"),
    "pt": words("da de do em na no para"),
    "ca": words("a d de des en"),
    "nl": words("bij in naar te uit van"),
    "ro": words("de din la spre în"),
    "pl": words("do koło od pod w we z ze"),
    "id": words("dari di ke"),
    "cs": words("do na od u v ve z ze"),
    "sk": words("do na od u v vo z zo"),
    "sl": words("do iz na pri v"),
    "hr": words("do iz kod na u"),
    "sv": words("från i på till vid"),
    "da": words("fra i på til ved"),
    "nb": words("fra i på til ved"),
    "vi": words("tại ở"),
    **dict.fromkeys(("ru", "uk", "be", "bg", "mk", "sr"), words("в во у до з з из за из-за к на од от под при с у із")),
    "fa": words("از استان به در شهر"),
}
# Where they are spoken, so that papers name a country's larger towns without any hint.
HOMES: Mapping[str, frozenset[str]] = {
    "az": words("AZ"),
    "be": words("BY"),
    "bg": words("BG"),
    "mk": words("MK"),
    "ru": words("BY KZ KG RU UA"),
    "sr": words("BA ME RS XK"),
    "uk": words("UA"),
    "ca": words("ES"),
    "cs": words("CZ"),
    "da": words("DK"),
    "de": words("AT CH DE"),
    "es": words("AR BO CL CO CR CU DO EC ES GT HN MX NI PA PE PY SV UY VE"),
    "et": words("EE"),
    "fa": words("AF IR"),
    "fi": words("FI"),
    "fr": words("BE CH FR"),
    "hr": words("BA HR"),
    "hu": words("HU"),
    "id": words("ID"),
    "it": words("IT"),
    "lt": words("LT"),
    "lv": words("LV"),
    "nb": words("NO"),
    "nl": words("BE NL"),
    "pl": words("PL"),
    "pt": words("BR PT"),
    "ro": words("MD RO"),
    "sk": words("SK"),
    "sl": words("SI"),
    "sv": words("SE"),
    "tr": words("TR"),
    "vi": words("VN"),
}
# Languages whose case endings say as much.
CASES_ARE_CUES = words("az et fi hu lt lv tr")
# Behind a place where a disease was found.
DISEASES = words("disease ebolavirus fever flu strain syndrome virus viruses")
# Behind a place where a treaty was signed.
TREATIES = words(
    """
    accord accords agreement conference convention conventions declaration pact protocol treaty
    """
)
# Behind a verb: "Polish the silver".
ARTICLES = words("a an her his it its my our the their up your")
# Bodies that may be far from the place whose name they bear.
BODIES = words("college institute school university")
# Waters that lie off the place whose name they bear.
SEAS = words("bay gulf sea strait straits")
# Before the exchange where a security is traded, wherever its issuer is.
LISTED = words("listed listing quoted traded")
