//! Pages of a meeting open themselves again where there is no script: said in the head of the document, by nothing else.

use app::server::REFRESH;
use backend::account::StaffRole;

use crate::client::Site;

#[tokio::test]
async fn pages_of_a_meeting_open_themselves_again_unless_somebody_writes() {
    let site = Site::new().await;
    let trainer = site.world.staff("Tess", StaffRole::Trainer).await;
    let meeting = site.world.meetings(site.world.workshop(trainer, 1).await).await[0];
    let mut tess = site.signed_in("Tess").await;
    let person = format!("/run/{meeting}?person={trainer}");
    for (path, refreshes) in [
        (format!("/live/{meeting}"), true),
        (format!("/live/{meeting}?write=1"), false),
        (format!("/run/{meeting}/screen"), true),
        (person, true),
        ("/home".to_owned(), false),
    ] {
        let page = tess.get(&path).await;
        assert!(page.status.is_success(), "{path}: {}", page.status);
        let (head, body) = page.body.split_once("</head>").unwrap();
        assert_eq!(head.contains("http-equiv=\"refresh\""), refreshes, "{path}");
        assert!(!body.contains("http-equiv"), "{path}");
        assert!(!page.headers.contains_key(REFRESH), "{path}");
        assert!(page.body.trim_end().contains("</html>"), "{path} is whole");
    }
}
