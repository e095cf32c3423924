//! What tells languages from each other: their commonest words, letters that few have, scripts that one has. `detect` weighs
//! them.

/// The commonest function words of languages in Latin and Cyrillic letters, each under all that have it. Languages whose
/// repeats have no table are here too, so that a Polish text is not read as something else.
pub(super) const FUNCTION_WORDS: &[(&str, &str)] = &[
    (
        "en",
        "the of and to in is that for was with on as it by at from this are have has be an were which a he she they \
         you not but his her we i will had would there their can all who what when said one do if or so my your than \
         been its after about into don't it's where how why no out up our only some could may must should these those",
    ),
    (
        "de",
        "der die und das den von zu ist mit nicht ein eine auf dem des für sich im auch es wird sind in er sie ich \
         wir war hat als an bei nach aus wie aber oder wenn dass einen einem einer noch nur kann zum zur vom am haben \
         werden wurde über unter vor bis durch ihr sein seine ihre kein keine wo was wer so man mich mir ja nein hier \
         heute sehr",
    ),
    (
        "fr",
        "le la les et des est une du dans que qui pour pas sur au avec ce il sont par plus nous vous un de en je tu \
         elle ils on ne se à où mais ou donc son sa ses leur leurs cette ces être été avoir a ont aux comme tout fait \
         très c'est n'est d'un d'une qu'il l'on j'ai sans sous chez entre était y si non oui aussi bien mon ma mes \
         notre votre",
    ),
    (
        "es",
        "el la los las que del se por con una para es al como más su lo pero fue está y sus de en un no a o este esta \
         son era han ha hay muy ya sin sobre entre cuando donde todo también me te le les nos yo ella ellos ser estar \
         tiene qué quién dónde cómo si sí porque hasta desde nuestro nuestra mi tu hoy aquí ayer todavía",
    ),
    (
        "it",
        "il di che è la per una sono con non del della gli anche nel alla dei delle ha più come si le i un lo e a da \
         in al dal sul questo questa ma o se ci mi ti suo sua loro era hanno molto tutto tutti dove quando chi cosa \
         perché sulla nella dalla agli ai dai c'è dell'acqua all'alba noi voi lui lei essere stato ogni già qui oggi \
         ieri dov'è com'è",
    ),
    (
        "pt",
        "o que do da em um para com não uma os no se na por mais as dos como foi ao ele das à seu são e a de é está \
         muito já também ou mas eu você ela nós eles pelo pela sua seus suas este esta isso isto tem ter ser estar \
         quando onde quem até sem sobre entre nos nas aos às num numa hoje ontem aqui há desde lhe me te nosso nossa",
    ),
    (
        "nl",
        "de het een van en is dat op te zijn met voor niet aan er ook als door maar bij uit wordt in ik je hij zij we \
         ze die dit naar om of was heeft hebben had werd worden over nog kan geen wat wie waar hoe mijn jouw haar hun \
         onze ons deze al dan toen daar hier veel zo wel nu moet zal tot onder tegen vandaag gisteren",
    ),
    (
        "id",
        "yang dan di dengan untuk dari dalam ini itu pada tidak adalah akan ke oleh telah juga sebagai saya kami kita \
         mereka dia ada bisa dapat sudah belum atau tetapi karena kerana jika bahwa para sebuah seorang lebih sangat \
         bukan hanya saat ketika setelah apa siapa orang ia anda kepada seperti antara hari lagi boleh",
    ),
    (
        "tr",
        "ve bir bu için ile da de olarak çok olan gibi daha ne kadar sonra ancak değil olduğu o ben sen biz siz onlar \
         şu var yok mı mi mu mü ama veya ki en her hiç şey nasıl neden nerede kim önce göre kendi bütün tüm diye oldu \
         olur ise bugün dün burada",
    ),
    (
        "vi",
        "và của là có trong được cho không với các một những này đã người để khi từ ở tôi anh chị em ông bà họ chúng \
         ta nó sẽ đang rất cũng nhưng vì nếu thì mà ra vào lên đi đến về như còn lại nhiều ai gì nào đây đó hôm nay \
         ngày",
    ),
    (
        "ru",
        "и в не на что с по как это из он от за для его было она так все к но я мы вы ты они у о бы же ли а то был \
         была были есть где когда кто чтобы если или уже ещё её их мне меня вас нас до под при только очень ни \
         сегодня вчера этот эта эти который которая здесь тоже",
    ),
    (
        "uk",
        "і в не на що з та до як це від за для його було вона й але у про є він вони ми ви ти я по а б же чи бо був \
         була були де коли хто щоб якщо або вже ще її їх мені мене вас нас під при тільки дуже ні сьогодні вчора цей \
         ця ці який яка яке тут також із зі",
    ),
    (
        "pl",
        "i w nie na że z się do to jest jak o ale po za od przez przy dla już był była było są czy tak który która co \
         ten ta te tym tego może tylko jego jej ich oraz został",
    ),
    (
        "cs",
        "a v se na je že s z do o k i ale jako za by pro po jsem jsou byl byla bylo nebo který která to tak od při \
         jeho její také jen už když není",
    ),
    (
        "sv",
        "och i att det som en på är av för med den till inte har de om ett var jag men ett han hon sig så från vi kan \
         när vid nu eller ska efter också",
    ),
    (
        "da",
        "og i at det som en på er af for med den til ikke har de om et var jeg men han hun sig så fra vi kan når ved \
         nu eller skal efter også blev",
    ),
    (
        "nb",
        "og i at det som en på er av for med den til ikke har de om et var jeg men han hun seg så fra vi kan når ved \
         nå eller skal etter også ble",
    ),
    (
        "fi",
        "ja on ei että se oli hän ovat kun mutta niin myös kuin joka hänen olla tai jos mitä ole vain sen minä tämä \
         jo ollut siitä",
    ),
    (
        "hu",
        "a az és hogy nem is egy van volt meg de azt ez csak már ha mint még el ki aki lesz nagyon vagy pedig szerint \
         minden",
    ),
    (
        "ro",
        "și în de la cu a pe nu o că este un din pentru mai se care au fost sau sunt ca dar prin după ce lui ei era \
         fi acest această",
    ),
    (
        "ca",
        "el la els les de que i a en un una per amb no és del al es més com són va dels ha seva però també aquest \
         aquesta",
    ),
    (
        "bg",
        "и на за се от да в с е не по като са ще той тя те към при или че това който която до беше има няма още само \
         след",
    ),
];

/// Letters and marks that few languages have, with those.
pub(super) const LETTERS: &[(&str, &str)] = &[
    ("ß", "de"),
    ("ä", "de sv fi"),
    ("ö", "de sv fi hu tr"),
    ("ü", "de hu tr"),
    ("å", "sv da nb"),
    ("øæ", "da nb"),
    ("ñ¿¡", "es"),
    ("ãõ", "pt vi"),
    ("ç", "fr pt tr ca"),
    ("êâ", "fr pt vi"),
    ("èà", "fr it vi ca"),
    ("ìò", "it vi"),
    ("œëîû", "fr"),
    ("ığ", "tr"),
    ("ş", "tr"),
    ("țșă", "ro"),
    ("łąęśźżćń", "pl"),
    ("řěů", "cs"),
    ("őű", "hu"),
    ("đơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉĩọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ", "vi"),
    ("ыэё", "ru"),
    ("іїєґ", "uk"),
];

/// Scripts that settle the language, from their first to their last letter.
pub(super) const SCRIPTS: &[(char, char, &str)] = &[
    ('\u{370}', '\u{3FF}', "el"),
    ('\u{530}', '\u{58F}', "hy"),
    ('\u{590}', '\u{5FF}', "he"),
    ('\u{600}', '\u{6FF}', "ar"),
    ('\u{900}', '\u{97F}', "hi"),
    ('\u{E00}', '\u{E7F}', "th"),
    ('\u{10A0}', '\u{10FF}', "ka"),
    ('\u{3040}', '\u{30FF}', "ja"),
    ('\u{3400}', '\u{9FFF}', "zh"),
    ('\u{AC00}', '\u{D7AF}', "ko"),
];
