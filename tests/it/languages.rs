//! Repeats in languages other than English, each by a file of sentences.
//!
//! Under `tests/data/languages/`, a line is a sentence. In one that begins with `! ` exactly one repeat is found:
//! what stands between `⟦` and `⟧`; behind `=> ` stands what the first fix leaves. In any other nothing is found.
//! Each sentence is checked by itself in the file's language.

use std::path::PathBuf;

use postedit::config::Settings;
use postedit::engine::Engine;
use postedit::finding::Finding;
use postedit::format::Format;
use postedit::language::Language;
use postedit::range::apply;

/// How many sentences of each sort a file holds at least.
const RIGHT: usize = 20;
const WRONG: usize = 10;

const LANGUAGES: &[&str] = &["de", "es", "fr", "id", "it", "ja", "nl", "pt", "ru", "tr", "uk", "vi", "zh"];

fn sentences(code: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/languages/{code}.txt"));
    std::fs::read_to_string(&path).unwrap()
}

#[test]
fn every_language_doubles_what_it_doubles_and_nothing_else() {
    let mut failures = Vec::new();
    for code in LANGUAGES {
        let text = sentences(code);
        let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        let (wrong, right): (Vec<&str>, Vec<&str>) = lines.iter().partition(|line| line.starts_with("! "));
        assert!(right.len() >= RIGHT && wrong.len() >= WRONG, "{code}: {} right, {} wrong", right.len(), wrong.len());
        failures.extend(right.iter().filter_map(|line| alarm(code, line)));
        failures.extend(wrong.iter().filter_map(|line| miss(code, &line[2..])));
    }
    assert!(failures.is_empty(), "{} sentences fail:\n{}", failures.len(), failures.join("\n"));
}

/// Sentences as short as a document may be, and what they are in.
const SHORT: &[(&str, [&str; 4])] = &[
    (
        "en",
        ["Where is the ferry?", "It was a cold day in the harbour.", "They have not seen her.", "The mill is shut."],
    ),
    (
        "de",
        [
            "Wo ist der Bahnhof?",
            "Das Boot kam nicht zurück.",
            "Wir haben heute keine Zeit.",
            "Er schloss die Tür und ging.",
        ],
    ),
    (
        "fr",
        [
            "Où est la gare ?",
            "Le bateau n'est pas rentré.",
            "Nous avons vu la mer hier.",
            "Il ferma la porte et partit.",
        ],
    ),
    (
        "es",
        [
            "¿Dónde está la estación?",
            "El barco no ha vuelto todavía.",
            "Hoy no tenemos tiempo para eso.",
            "Cerró la puerta y se fue.",
        ],
    ),
    (
        "it",
        [
            "Dov'è la stazione del paese?",
            "La barca non è tornata.",
            "Oggi non abbiamo tempo per questo.",
            "Chiuse la porta e se ne andò.",
        ],
    ),
    (
        "pt",
        [
            "Onde é a estação?",
            "O barco não voltou.",
            "Hoje não temos tempo para isso.",
            "Fechou a porta e foi embora com ele.",
        ],
    ),
    (
        "nl",
        [
            "Waar is het station?",
            "De boot kwam niet terug.",
            "Wij hebben vandaag geen tijd.",
            "Hij sloot de deur en ging weg.",
        ],
    ),
    (
        "ru",
        [
            "Где находится вокзал и что там?",
            "Лодка так и не вернулась.",
            "Сегодня у нас нет времени.",
            "Он закрыл дверь и ушёл.",
        ],
    ),
    (
        "uk",
        ["Де тут вокзал?", "Човен так і не повернувся.", "Сьогодні у нас немає часу.", "Він зачинив двері й пішов."],
    ),
    (
        "id",
        [
            "Di mana stasiun itu?",
            "Kapal itu tidak kembali.",
            "Kami tidak punya waktu hari ini.",
            "Dia menutup pintu dan pergi.",
        ],
    ),
    (
        "tr",
        [
            "Burada istasyon nerede?",
            "Tekne daha geri gelmedi, çok bekledik.",
            "Bugün hiç vaktimiz yok.",
            "Kapıyı kapattı ve gitti.",
        ],
    ),
    (
        "vi",
        [
            "Nhà ga ở đâu?",
            "Con thuyền đã không trở về.",
            "Hôm nay chúng tôi không có thời gian.",
            "Anh ấy đóng cửa rồi đi.",
        ],
    ),
    ("zh", ["车站在哪里？", "那条船没有回来。", "今天我们没有时间。", "他关上门走了。"]),
    ("ja", ["駅はどこですか。", "船は戻らなかった。", "今日は時間がありません。", "彼はドアを閉めて出て行った。"]),
    (
        "pl",
        [
            "Gdzie jest dworzec i co tam jest?",
            "Łódź nie wróciła.",
            "Dziś nie mamy na to czasu.",
            "Zamknął drzwi i wyszedł.",
        ],
    ),
];

#[test]
fn short_texts_tell_their_language() {
    let told = |text: &str| Language::detect(text).code().to_owned();
    let wrong = SHORT.iter().flat_map(|(code, texts)| {
        texts.iter().filter(move |text| told(text) != *code).map(move |text| format!("{code}: {text} ({})", told(text)))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_sentence_is_taken_for_another_language() {
    let mut wrong = Vec::new();
    for code in LANGUAGES {
        let text = sentences(code).replace(['⟦', '⟧'], "");
        let all: String = text.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n");
        assert_eq!(Language::detect(&all).code(), *code);
        let taken = all.lines().map(|line| (line, Language::detect(line).code().to_owned()));
        wrong
            .extend(taken.filter(|(_, told)| !told.is_empty() && told != code).map(|(l, told)| format!("{told}: {l}")));
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_text_that_quotes_another_language_stays_what_it_is() {
    for (code, text) in [
        (
            "en",
            "The inscription reads \"Wer die Wahrheit nicht kennt, der ist und bleibt auf dem Weg\", and nobody in the \
             village could say who had carved it or when it was put up over the door of the mill.",
        ),
        (
            "en",
            "She ordered a café crème and a naïve drawing of El Niño; the waiter, who was from São Roque, said that it \
             would be on the house.",
        ),
        (
            "de",
            "Auf dem Schild stand: \"This is the end of the road\". Niemand wusste, wer es aufgestellt hatte, und der \
             Wirt wollte nicht darüber reden.",
        ),
        (
            "fr",
            "Le titre de la chanson est « The ferry of the north is not for you », et tout le monde dans la salle \
             connaissait les paroles par cœur.",
        ),
        ("zh", "他在会上说“We will not close the port”，然后坐了下来，大家都没有说话，过了很久才有人站起来。"),
    ] {
        assert_eq!(Language::detect(text).code(), code, "{text}");
    }
}

fn findings(code: &str, sentence: &str) -> Vec<Finding> {
    let mut settings = Settings::default();
    settings.language = Language::of_tag(code);
    let found = Engine::new(settings).check(sentence, Format::Plain);
    found.into_iter().filter(|finding| finding.code.contains("repe") || finding.code.contains("echo")).collect()
}

/// What was found in a sentence in which all is right.
fn alarm(code: &str, sentence: &str) -> Option<String> {
    let found = findings(code, sentence);
    let messages: Vec<&str> = found.iter().map(|f| f.message.as_str()).collect();
    (!found.is_empty()).then(|| format!("{code}: {sentence}\n    found {messages:?}"))
}

/// What is not as marked in a wrong sentence.
fn miss(code: &str, line: &str) -> Option<String> {
    let (marked, fixed) = line.split_once(" => ").unwrap_or_else(|| panic!("{code}: no fix in {line}"));
    let sentence = marked.replace(['⟦', '⟧'], "");
    let start = marked.find('⟦').unwrap_or_else(|| panic!("{code}: nothing marked in {line}"));
    let end = marked.find('⟧').unwrap() - '⟦'.len_utf8();
    let found = findings(code, &sentence);
    let [finding] = found.as_slice() else {
        let messages: Vec<&str> = found.iter().map(|f| f.message.as_str()).collect();
        return Some(format!("{code}: {line}\n    one finding wanted, found {messages:?}"));
    };
    let shown = finding.range.of(&sentence);
    let left = finding.fixes.first().map(|fix| apply(&sentence, &fix.edits)).unwrap_or_default();
    let right = finding.range.start == start && finding.range.end == end && left == fixed;
    (!right).then(|| format!("{code}: {line}\n    found {shown:?}, the fix leaves {left:?}"))
}
