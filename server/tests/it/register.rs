//! The register over HTTP: one query behind screen, CSV, XLSX and JSON; certificates for strangers; focal points.

use std::{collections::BTreeMap, io::Cursor};

use axum::http::{StatusCode, header};
use backend::{
    account::StaffRole,
    import::{self, Dry, Kind},
};
use calamine::{Data, Reader, Xlsx};

use crate::client::{Client, Site};

/// Numbers by their mark: `section/key`.
type Numbers = BTreeMap<String, u32>;

/// The same few thousand numbers for ever: a linear congruence (Knuth, MMIX).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

/// Names that a spreadsheet would run, that break CSV, HTML or JSON.
const NAMES: [&str; 8] = ["=1+1", "+cmd", "@SUM(A1)", "-2", "Comma, \"quoted\"", "semi;colon", "Ünïcödé 会", "Plain"];
const COUNTRIES: [&str; 5] = ["IRL", "TGO", "THA", "TTO", "MDA"];

/// A register of random people in organisations with hostile names.
async fn random(site: &Site, seed: u64) {
    let mut dice = Dice(seed);
    let mut organisations = String::from("name,country\n");
    let names: Vec<String> = (0..10).map(|n| format!("{} {n}", NAMES[n % NAMES.len()])).collect();
    for (n, name) in names.iter().enumerate() {
        organisations.push_str(&format!("\"{}\",{}\n", name.replace('"', "\"\""), COUNTRIES[n % COUNTRIES.len()]));
    }
    let run = async |kind, text: &str| import::run(&site.world.backend, None, kind, text, Dry::No).await.unwrap();
    run(Kind::Organisations, &organisations).await;
    let mut people = String::from("name,organisation,member_since,trained_on\n");
    for n in 0..120 {
        // some people are named twice, in two organisations, on two days
        let who = if dice.below(4) == 0 { n / 2 } else { n };
        let organisation = usize::try_from(dice.below(11)).unwrap();
        let organisation = names.get(organisation).map(|n| format!("\"{}\"", n.replace('"', "\"\""))).unwrap_or_default();
        let day = format!("202{}-{:02}-{:02}", dice.below(6), 1 + dice.below(12), 1 + dice.below(28));
        let trained = if dice.below(5) == 0 { String::new() } else { day };
        people.push_str(&format!("=Person {who},{organisation},202{}-01-01,{trained}\n", dice.below(4)));
    }
    run(Kind::People, &people).await;
    run(Kind::History, "measure,count,from,until,source\nindividuals_trained,63,2015-01-01,2019-12-31,page\njoint_statements,35,2015-01-01,2021-12-31,page\n").await;
}

fn of_screen(html: &str) -> Numbers {
    let mut numbers = Numbers::new();
    for part in html.split("data-n=\"").skip(1) {
        let (mark, rest) = part.split_once('"').unwrap();
        let text: String = rest.split_once('>').unwrap().1.chars().take_while(|c| *c != '<').filter(char::is_ascii_digit).collect();
        let n: u32 = text.parse().unwrap_or_else(|e| panic!("{mark}: {e}"));
        let before = numbers.insert(mark.to_owned(), n);
        assert!(before.is_none_or(|b| b == n), "{mark} is {before:?} and {n} on one page");
    }
    numbers
}

fn of_csv(text: &str) -> Numbers {
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.records().map(|r| r.unwrap()).map(|r| (format!("{}/{}", &r[0], &r[1]), r[3].parse().unwrap())).collect()
}

fn of_json(text: &str) -> Numbers {
    let json: serde_json::Value = serde_json::from_str(text).unwrap();
    let sections = json["totals"].as_object().unwrap();
    let lines = sections.iter().flat_map(|(name, lines)| lines.as_array().unwrap().iter().map(move |l| (name, l)));
    lines
        .map(|(name, l)| (format!("{name}/{}", l["key"].as_str().unwrap()), u32::try_from(l["value"].as_u64().unwrap()).unwrap()))
        .collect()
}

fn of_xlsx(bytes: Vec<u8>) -> Numbers {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Totals", "Asked for", "Definitions"]);
    let formulas = book.worksheet_formula("Totals").unwrap();
    assert!(formulas.cells().all(|(_, _, f)| f.is_empty()), "no cell is a formula");
    let day = book.worksheet_range("Asked for").unwrap();
    assert!(matches!(day.get((1, 1)), Some(Data::DateTime(_))), "a date is a date: {:?}", day.get((1, 1)));
    let sheet = book.worksheet_range("Totals").unwrap();
    let text = |cell: &Data| match cell {
        Data::String(text) => text.clone(),
        other => panic!("{other:?} is no text"),
    };
    sheet
        .rows()
        .skip(1)
        .map(|row| {
            let Data::Float(n) = row[3] else { panic!("{:?} is no number", row[3]) };
            (format!("{}/{}", text(&row[0]), text(&row[1])), format!("{n}").parse().unwrap())
        })
        .collect()
}

/// Every filter in turn, also two at once.
const FILTERS: [&str; 9] = [
    "as_of=2026-11-24",
    "as_of=2023-06-30",
    "as_of=2019-01-01",
    "as_of=2026-11-24&from=2024-01-01",
    "as_of=2026-11-24&country=TGO",
    "as_of=2026-11-24&region=asia_pacific&from=2022-01-01",
    "as_of=2025-01-01&path=import",
    "as_of=2026-11-24&path=workshop",
    "as_of=2026-11-24&country=IRL&region=african",
];

#[tokio::test]
async fn screen_csv_xlsx_and_json_are_equal_for_any_data() {
    for seed in [1, 7, 42] {
        let site = Site::new().await;
        random(&site, seed).await;
        site.world.staff("Ada", StaffRole::Administrator).await;
        let mut admin = site.signed_in("Ada").await;
        let mut most = 0;
        for filter in FILTERS {
            let screen = of_screen(&admin.get(&format!("/admin?{filter}&all=organisations")).await.body);
            let csv = of_csv(&admin.get(&format!("/admin/totals.csv?{filter}")).await.body);
            let json = of_json(&admin.get(&format!("/admin/totals.json?{filter}")).await.body);
            let xlsx = of_xlsx(admin.get_bytes(&format!("/admin/totals.xlsx?{filter}")).await);
            assert_eq!(csv, json, "{filter}");
            assert_eq!(csv, xlsx, "{filter}");
            // a narrowed page leaves the historic figure out, which then is 0
            let mut shown = screen.clone();
            shown.entry("figure/historic".into()).or_insert(0);
            assert_eq!(csv, shown, "seed {seed}, {filter}");
            most = most.max(screen["figure/individuals"]);
            // the list behind the number has as many lines, and as many under each organisation
            let list = admin.get(&format!("/admin/trained.csv?{filter}")).await.body;
            let new = screen.get("figure/new_in_period").or(screen.get("figure/named")).copied();
            assert_eq!(Some(u32::try_from(of_list(&list)).unwrap()), new, "{filter}");
        }
        assert!(most > 100, "there is something to count: {most}");
        // a file refuses a filter it does not understand: a wrong number would be worse
        assert_eq!(admin.get("/admin/totals.csv?as_of=yesterday").await.status, StatusCode::NOT_FOUND);
        let formula = admin.get("/admin/totals.csv").await.body;
        assert!(formula.contains("'=1+1 0") && !formula.contains(",=1+1"), "no cell is a formula");
    }
}

fn of_list(csv: &str) -> usize {
    csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes()).records().count()
}

/// Ana with a certificate; its code.
async fn certified(site: &Site) -> String {
    let trainer = site.world.staff("Tess", StaffRole::Trainer).await;
    let ana = site.world.person("Ana").await;
    let workshop = site.world.workshop(trainer, 1).await;
    let meeting = site.world.meetings(workshop).await[0];
    site.world.register(ana, workshop).await;
    site.world.mark(trainer, meeting, ana, "present").await;
    site.world.close(trainer, meeting).await;
    backend::certificate::own(&site.world.ctx(ana).await).await.unwrap()[0].code.clone()
}

#[tokio::test]
async fn a_stranger_checks_a_certificate_without_script_and_without_signing_in() {
    let site = Site::new().await;
    let code = certified(&site).await;
    let mut ana = site.signed_in("Ana").await;
    let mut visitor = site.visitor();
    // typed by hand, in small letters, without dashes
    let typed = visitor.get(&format!("/verify?code={}", code.to_lowercase().replace('-', ""))).await;
    assert_eq!(typed.location(), format!("/verify/{code}"));
    let page = visitor.get(&format!("/verify/{code}")).await;
    assert_eq!(page.status, StatusCode::OK);
    for part in
        ["This certificate is genuine, and valid.", "Ana", "Tess", "Engaging with the Universal Periodic Review", &code, "version 1"]
    {
        assert!(page.body.contains(part), "the page lacks {part}");
    }
    assert!(!page.body.contains("<script src") && page.body.len() < 20_000, "{} bytes", page.body.len());
    for (path, status, text) in [
        ("/verify", StatusCode::OK, "Check a certificate"),
        ("/verify?code=nonsense", StatusCode::OK, "This is not a code"),
        ("/verify/0000-0000-0000", StatusCode::NOT_FOUND, "No certificate has this code"),
        ("/verify/..%2F..%2Fetc", StatusCode::NOT_FOUND, "No certificate has this code"),
    ] {
        let answer = visitor.get(path).await;
        assert_eq!(answer.status, status, "{path}");
        assert!(answer.body.contains(text), "{path} lacks {text}");
    }
    // the file that its holder downloaded, and one that was changed
    let id = backend::certificate::own(&site.world.ctx(who(&site, "Ana").await).await).await.unwrap()[0].id;
    let pdf = ana.get_bytes(&format!("/certificates/{id}.pdf")).await;
    assert_eq!(pdf, ana.get_bytes(&format!("/certificates/{id}.pdf")).await, "the same bytes at every download");
    let mut changed = pdf.clone();
    changed.push(b' ');
    let drop = async |visitor: &mut Client, bytes: &[u8]| {
        let page = format!("/verify/{code}");
        visitor.post_file("check_file", &page, &[("code", &code)], ("file", "x.pdf", bytes)).await.location().to_owned()
    };
    assert_eq!(drop(&mut visitor, &pdf).await, format!("/verify/{code}?file=pdf#file"));
    assert_eq!(drop(&mut visitor, &changed).await, format!("/verify/{code}?file=different#file"));
    let badge = ana.get_bytes(&format!("/certificates/{id}.json")).await;
    assert_eq!(drop(&mut visitor, &badge).await, format!("/verify/{code}?file=credential#file"));
    assert!(visitor.get(&format!("/verify/{code}?file=different")).await.body.contains("This is not the file that was issued"));
    assert_eq!(drop(&mut visitor, b"").await, format!("/verify/{code}"), "no file: back, with a word beside the field");
}

async fn who(site: &Site, name: &str) -> domain::ids::PersonId {
    backend::testing::people_of(&site.world.backend).await.into_iter().find(|(_, n)| n == name).unwrap().0
}

#[tokio::test]
async fn the_key_and_the_state_are_published_and_the_credential_only_if_its_holder_shows_it() {
    let site = Site::new().await;
    let code = certified(&site).await;
    let mut visitor = site.visitor();
    let did = visitor.get("/.well-known/did.json").await;
    assert_eq!(did.headers[header::ACCESS_CONTROL_ALLOW_ORIGIN], "*");
    assert!(did.body.contains("did:web:127.0.0.1%3A3000#z6Mk"), "{}", did.body);
    let list = visitor.get(&format!("/verify/{code}/revocations.json")).await;
    assert!(list.body.contains("\"revokedCredential\":[]"), "{}", list.body);
    assert_eq!(visitor.get(&format!("/verify/{code}/credential.json")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(visitor.get(&format!("/badges/{code}")).await.status, StatusCode::NOT_FOUND);
    let mut ana = site.signed_in("Ana").await;
    let id = backend::certificate::own(&site.world.ctx(who(&site, "Ana").await).await).await.unwrap()[0].id.to_string();
    ana.submit("share_certificate", "/certificates", &[("certificate", &id), ("show", "yes")]).await;
    assert!(visitor.get(&format!("/verify/{code}/credential.json")).await.body.contains("eddsa-jcs-2022"));
    assert!(visitor.get(&format!("/badges/{code}")).await.body.contains("Ana"));
    assert_eq!(visitor.get(&format!("/verify/{code}/badge.svg")).await.headers[header::CONTENT_TYPE], "image/svg+xml");
}

#[tokio::test]
async fn a_file_is_looked_at_before_it_is_brought_in() {
    let site = Site::new().await;
    site.world.organisation("Lamplight").await;
    site.world.staff("Ada", StaffRole::Administrator).await;
    let mut admin = site.signed_in("Ada").await;
    let upload = async |admin: &mut Client, bytes: &[u8]| {
        let answer = admin.post_file("upload_import", "/admin/import", &[("kind", "people")], ("file", "people.csv", bytes)).await;
        answer.location().to_owned()
    };
    let text =
        "name;organisation;member_since;trained_on;email\nBea;Lamplight;2024-01-01;31.12.2024;bea@x.org\nBea B.;;2024-01-01;;BEA@x.org\n";
    let looked = upload(&mut admin, text.as_bytes()).await;
    assert!(looked.starts_with("/admin/import?file="), "{looked}");
    let page = admin.get(&looked).await.body;
    for part in ["Bea B.", "same as line 2", "trained on 2024-12-31", "member of"] {
        assert!(page.contains(part), "the plan lacks {part}");
    }
    let people = async || backend::testing::people_of(&site.world.backend).await.len();
    assert_eq!(people().await, 1, "nothing is written yet");
    let file = looked.rsplit('=').next().unwrap();
    admin.submit("bring_in", "/admin/import", &[("file", file)]).await;
    assert_eq!(people().await, 2, "two rows, one person");
    let again = admin.submit("bring_in", "/admin/import", &[("file", file)]).await;
    assert!(again.body.contains("brought in or put away already"));
    assert_eq!(people().await, 2);
    // what is no such file is named for what it is, and nothing is done
    for (bytes, word) in [
        (&b"PK\x03\x04 a workbook"[..], "Excel workbook"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "image"),
        (b"name,organisation\n\xff\xfe\n", "UTF-8"),
        (b"a,b\n1,2\n", "the heading lacks"),
        (b"name,organisation,member_since,trained_on\nCy,Nowhere,03/04/2024,\n", "could be"),
        (b"name,organisation,member_since,trained_on\nCy,Nowhere,2024-01-01,\n", "there is no"),
    ] {
        assert_eq!(upload(&mut admin, bytes).await, "/admin/import");
        assert!(admin.get("/admin/import").await.body.contains(word), "the page lacks {word}");
    }
    assert_eq!(people().await, 2);
}

/// Every page and file of the register, asked for by a focal point: no name of another organisation is in any answer.
#[tokio::test]
async fn a_focal_point_sees_no_row_of_another_organisation_on_any_route() {
    let site = Site::new().await;
    let world = &site.world;
    let (ours, theirs) = (world.organisation("Ours").await, world.organisation("Theirs-Qworble").await);
    let (fay, ana, zed) = (world.person("Fay").await, world.person("Ana").await, world.person("Zyxwana").await);
    world.join(ana, ours).await;
    world.join(zed, theirs).await;
    world.focal_point(fay, ours).await;
    let trainer = world.staff("Tess", StaffRole::Trainer).await;
    let workshop = world.workshop(trainer, 1).await;
    let meeting = world.meetings(workshop).await[0];
    for person in [ana, zed] {
        world.register(person, workshop).await;
        world.mark(trainer, meeting, person, "present").await;
    }
    world.close(trainer, meeting).await;
    let certificate = backend::certificate::own(&world.ctx(zed).await).await.unwrap()[0].id;
    let mut focal = site.signed_in("Fay").await;
    let own = focal.get(&format!("/organisations/{ours}")).await;
    assert!(own.body.contains("Ana") && own.body.contains("trained"), "her own people are there");
    for path in [
        format!("/organisations/{ours}"),
        format!("/organisations/{theirs}"),
        "/admin".into(),
        format!("/admin?organisation={theirs}"),
        "/admin/trained".into(),
        "/admin/people?q=Zyx".into(),
        format!("/admin/people/{zed}"),
        "/admin/duplicates".into(),
        "/admin/import".into(),
        "/admin/programmes".into(),
        "/admin/history".into(),
        "/admin/organisations".into(),
        format!("/admin/totals.csv?organisation={theirs}"),
        format!("/admin/totals.json?organisation={theirs}"),
        format!("/admin/trained.csv?organisation={theirs}"),
        format!("/workshops/{workshop}"),
        format!("/workshops/{workshop}/roster"),
        format!("/workshops/{workshop}/roster.csv"),
        format!("/certificates/{certificate}.json"),
        format!("/certificates/{certificate}.pdf"),
        "/certificates".into(),
        "/me/data.json".into(),
        "/impact".into(),
        "/impact.json".into(),
        "/impact.svg".into(),
        "/home".into(),
    ] {
        let body = focal.get(&path).await.body;
        assert!(!body.contains("Zyxwana") && !body.contains("Qworble"), "{path} shows another organisation's");
    }
    // and nothing can be done there
    focal.accept = "application/json";
    let fields = [("organisation", theirs.to_string()), ("person", zed.to_string())];
    let answer = focal.post("end_membership", "/home", &fields.each_ref().map(|(n, v)| (*n, v.as_str()))).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let ctx = world.ctx(zed).await;
    let view = backend::organisation::view(&ctx, &backend::organisation::load_for(&ctx, theirs).await.unwrap()).await.unwrap();
    assert_eq!(view.members.len(), 1, "still a member");
}

#[tokio::test]
async fn the_public_is_told_no_small_number() {
    let site = Site::new().await;
    let rows = [("Big", "IRL", 9), ("Middle", "TGO", 7), ("Small", "THA", 2)];
    let organisations: String = rows.iter().map(|(name, country, _)| format!("{name},{country}\n")).collect();
    let people: String =
        rows.iter().flat_map(|(name, _, n)| (0..*n).map(move |i| format!("{name} {i},{name},2024-01-01,2025-01-01\n"))).collect();
    import::run(&site.world.backend, None, Kind::Organisations, &format!("name,country\n{organisations}"), Dry::No).await.unwrap();
    let text = format!("name,organisation,member_since,trained_on\n{people}");
    import::run(&site.world.backend, None, Kind::People, &text, Dry::No).await.unwrap();
    let mut visitor = site.visitor();
    let json: serde_json::Value = serde_json::from_str(&visitor.get("/impact.json").await.body).unwrap();
    assert_eq!(json["individuals_trained"]["value"], 18);
    let regions = &json["named_individuals_by_regional_group"];
    assert_eq!((&regions["western_other"], &regions["african"], &regions["asia_pacific"]), (&9.into(), &().into(), &().into()));
    let page = visitor.get("/impact").await.body;
    assert!(page.contains(">hidden<") && page.contains("as of"));
    let svg = visitor.get("/impact.svg").await;
    assert_eq!(svg.headers[header::CONTENT_TYPE], "image/svg+xml");
    assert!(svg.body.contains(">18<") && !svg.body.contains("<script"), "{}", svg.body);
}
