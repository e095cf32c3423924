//! Vietnamese: a written word is a syllable. Syllables are doubled freely (*xanh xanh*, *từ từ*), and two words can
//! meet in one (*sinh viên viên chức*), so only particles are told, and phrases of two syllables and more.

use super::{Content, Open, Table, Words};
use crate::finding::Severity::{Information, Warning};

pub(super) const TABLE: Table = Table {
    firm: Words(
        "và của các những đã đang sẽ cũng không được bị với từng nhưng vì nếu để cho bởi tại khi mà thì này mỗi \
         một nên hoặc đó",
    ),
    open: &[
        Open {
            words: Words("là"), before: Words("bay lướt gió ,"), after: Words("mặt trên"), elsewhere: Warning
        },
        Open { words: Words("trong"), before: Words("nước"), after: Words(", . ; vắt"), elsewhere: Warning },
        Open { words: Words("về"), before: Words("trở quay , đi"), after: Words(""), elsewhere: Information },
        Open { words: Words("có"), before: Words(", không"), after: Words("không"), elsewhere: Information },
        Open {
            words: Words("trên vào ra"), before: Words("bước ở ,"), after: Words(""), elsewhere: Information
        },
    ],
    function: Words(
        "tôi anh chị em ông bà cô họ chúng ta nó người con cái chiếc từ đến lên xuống lại rồi còn chỉ nhiều ít hơn nhất ai \
         gì nào sao thế vậy đây kia ấy như theo sau trước giữa qua ngoài",
    ),
    openers: Words("các những một của trong mỗi"),
    clauses: Words("mà ai gì khi nếu"),
    and: Words("và hoặc"),
    of: Words("của"),
    echoes: Words("hơn nữa mãi bạn con vua ngày năm"),
    doubled: Words(
        "từ xanh đỏ vàng trắng tím nhỏ to cao xa gần dần mãi luôn rất nhanh chậm khẽ nhẹ đều ngày người nhà đời đêm ai đâu \
         ha hì hô hu ôi à ừ ờ dạ vâng thôi đi xin hoan lại tí tách róc rách không có rồi thật sự mau lên nào",
    ),
    phrases: &["thật sự", "rất nhiều", "mãi mãi", "nhanh lên", "cố lên", "từ từ", "cảm ơn", "xin lỗi", "new york"],
    content: Content::Syllables,
    stems: &[],
};
