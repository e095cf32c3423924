//! Indonesian and Malay: words are doubled with a hyphen for plurals and variety, carelessly also with a blank or
//! a `2`; verbs with their prefix and words with endings are not.

use super::{Content, Open, Table, Words};
use crate::finding::Severity::Information;

pub(super) const TABLE: Table = Table {
    firm: Words(
        "yang dan di ke dari untuk dengan dalam pada adalah ialah ini itu akan telah sudah sedang oleh atau tetapi tapi \
         karena kerana jika kalau bahwa bahawa agar supaya ketika saat tidak bukan dapat bisa boleh harus para sebagai \
         seperti antara terhadap tentang hingga sampai sejak tanpa lebih paling sangat kami kita mereka dia ia anda saya \
         juga lagi sebuah seorang suatu bagi namun serta secara setiap tiap",
    ),
    open: &[Open { words: Words("atas bawah"), before: Words("di"), after: Words(""), elsewhere: Information }],
    function: Words(
        "ada apa siapa mana bila bagaimana mengapa semua banyak beberapa pun lah kah saja sahaja hanya masih belum jangan \
         ya aku kamu engkau beliau nya sini sana situ kali masing sama satu dua",
    ),
    openers: Words("di ke dari untuk dengan pada sebuah seorang suatu para setiap beberapa antara tentang terhadap"),
    clauses: Words("yang apa siapa jika kalau bila"),
    and: Words("dan atau serta"),
    of: Words("dari daripada"),
    echoes: Words("lebih lagi terus jauh semakin makin kawan teman sahabat raja tahun hari jam anak"),
    doubled: Words(
        "masing kadang tiba mudah hati pelan tiap sama kira lama pagi malam orang anak buku rumah kupu laba kura biri ubun \
         oleh ya tidak wah oh ah aduh ha hi he hore tok dor tik cit kring halo nah ayo mari cepat jauh dekat banyak satu dua \
         bla cha run tolong awas baik benar sungguh sekali",
    ),
    phrases: &["new york", "sekali lagi"],
    content: Content::Affixes {
        beginnings: &["meng", "mem", "men", "meny", "memper", "diper", "pem", "peng", "pen", "ke", "per"],
        endings: &["kan", "nya", "isasi", "kah", "lah", "asi", "itas"],
    },
    stems: &[],
};
