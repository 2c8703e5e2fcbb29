use proptest::prelude::*;

use super::{
    Rule::{NoActor, NoTime, NoVerb, NotMeasurable, SeveralActions, SeveralActors, TooLong, WeakVerb},
    *,
};

fn rules(text: &str) -> Vec<Rule> {
    look(text).into_iter().map(|f| f.rule).collect()
}

/// All invented.
const GOOD: &[&str] = &[
    "Abolish, by the end of 2028, the fee for registering a birth.",
    "Appoint, through the Ministry of Health, at least one doctor for each prison by the end of 2028.",
    "Publish, every year from 2028, the number of doctors who work in each prison.",
    "Continue to fund at least 12 shelters for women in every budget until 2030.",
    "Issue, within one year, a form that every police station must use to record complaints of hate speech.",
    "Open, by September 2028, a free telephone complaints line for illegal school fees at the Ministry of Education.",
    "Repeal article 150 of the Penal Code within two years.",
    "Amend article 150, within two years, to remove the prison sentence.",
    "Publish every year the number of complaints, by region and age.",
    "Ratify the Optional Protocol to the Convention against Torture before the next review (Norland);",
    "132.45 Accede to the 1954 Convention relating to the Status of Stateless Persons by 2027",
    "We recommend that the State withdraw its reservation to article 16 of CEDAW by December 2027.",
    "The Government should decriminalise defamation by 31 December 2027.",
    "Parliament should adopt a law that defines and prohibits torture by the mid-term report.",
    "By the end of 2028, adopt a national action plan on business and human rights.",
    "Within 12 months, release all prisoners of conscience.",
    "Submit its overdue report to the Committee against Torture before the end of 2027.",
    "Extend a standing invitation to the special procedures within six months.",
    "Train 400 judges on the rights of children by June 2028.",
    "Allocate at least 3 per cent of the 2028 budget to mental health.",
    "To protect children, close the detention centre for minors at the airport by 2028.",
    "Increase the number of labour inspectors from 40 to 120 by 2029.",
    "The bill on non-governmental organisations should be adopted by Parliament before the end of the year.",
    "Decriminalize consensual same-sex relations by amending section 377 by 2028.",
    "Improve access to justice by appointing 12 judges in rural districts by 2028.",
    "The legislature should pass, within this term, the bill on equality that the Ministry submitted.",
    "Close Northgate prison by the end of 2029.",
    "Make public, by March 2028, the findings of the inquiry into prison deaths.",
    "Establish, by 2028, a commission to investigate killings and visit prisons.",
];

/// All invented, with what can be asked.
const OTHERS: &[(&str, &[Rule])] = &[
    ("Improve the lives of rural families by 2028.", &[WeakVerb, NotMeasurable]),
    ("Abolish the fee for registering a birth.", &[NoTime]),
    ("Make further efforts to improve birth registration for all.", &[WeakVerb, NoTime, NotMeasurable]),
    ("Continue to strengthen efforts to combat hate speech.", &[WeakVerb, NoTime, NotMeasurable]),
    ("Adopt measures against hate speech.", &[WeakVerb, NoTime, NotMeasurable]),
    ("Adopt and publish a plan on the education of girls by 2028.", &[SeveralActions]),
    ("Repeal article 5 of the Press Law and adopt a law on access to information by 2028.", &[SeveralActions]),
    ("Repeal article 5 of the Press Law by 2028; release all journalists.", &[SeveralActions]),
    ("Repeal article 5 of the Press Law by 2028. Publish the judgments.", &[SeveralActions]),
    (
        "Take all necessary measures to improve prisons, including by hiring doctors, training guards, building new cells and publishing reports.",
        &[WeakVerb, SeveralActions, NoTime],
    ),
    ("Consider ratifying the Convention on Enforced Disappearance by 2027.", &[WeakVerb]),
    ("Consider ratifying the 11 treaties by 2027.", &[WeakVerb]),
    ("Explore the possibility of abolishing the death penalty.", &[WeakVerb, NoTime]),
    ("Ensure the rights of minorities.", &[WeakVerb, NoTime, NotMeasurable]),
    ("Ensure that all 120 police stations have an interpreter by 2028.", &[]),
    ("More respect for women in the family.", &[NoVerb, NoTime, NotMeasurable]),
    ("Release of all political prisoners and freedom for all.", &[NoVerb, NoTime, NotMeasurable]),
    ("The law on assemblies should be repealed by 2028.", &[NoActor]),
    ("We recommend that all cases of torture be investigated.", &[NoActor, NoTime, NotMeasurable]),
    ("A moratorium must be declared by 2027.", &[NoActor, NotMeasurable]),
    ("The government, parliament and courts should abolish the death penalty by 2030.", &[SeveralActors]),
    ("The Ministry of Justice and the Ministry of Health should publish the report on prisons by 2028.", &[SeveralActors]),
    ("Publish the list of prisons, through the Ministries of Justice and Health, by 2028.", &[SeveralActors]),
    ("The government should be encouraged to adopt a law on refugees by 2028.", &[]),
    ("Ratify the Convention against Torture, as supported in 2022.", &[NoTime]),
    ("Amend Law No. 5 of 2009.", &[NoTime]),
    ("Implement all previous recommendations and comply with all international standards on religion.", &[WeakVerb, NoTime, NotMeasurable]),
    ("Take steps to ratify the Convention against Torture and abolish the death penalty by 2028.", &[WeakVerb, SeveralActions]),
    ("Investigate and prosecute all attacks on journalists.", &[SeveralActions, NoTime, NotMeasurable]),
    ("Train police officers on the rights of the child.", &[NoTime, NotMeasurable]),
    ("Establish a mechanism for victims by 2028.", &[NotMeasurable]),
    ("Amend all discriminatory laws by 2028.", &[NotMeasurable]),
    ("Ratify the Convention on Migrant Workers and continue cooperation with the United Nations by 2028.", &[WeakVerb, SeveralActions]),
    ("Protect the freedom of the press and the safety of bloggers.", &[WeakVerb, NoTime, NotMeasurable]),
    ("Adopt a law to prevent and punish torture by 2028.", &[]),
    ("Release immediately and without conditions all detained teachers.", &[NoTime]),
    ("Step up the fight against corruption.", &[WeakVerb, NoTime, NotMeasurable]),
    ("Decriminalise blasphemy, repeal article 88 and release everyone held under it by 2028.", &[SeveralActions]),
    ("Abolish the death penalty and, pending that, establish a moratorium on executions.", &[SeveralActions, NoTime]),
    ("Continue its efforts to promote gender equality and empower women.", &[WeakVerb, NoTime, NotMeasurable]),
    ("Raise the age of criminal responsibility to 14.", &[NoTime]),
    ("That the government of Norland repeal its law on blasphemy within one year.", &[]),
    ("The State should adopt a law, publish statistics and train 50 judges by 2028.", &[SeveralActions]),
];

#[test]
fn good_ones_need_no_word() {
    for text in GOOD {
        assert_eq!(look(text), [], "{text}");
    }
}

#[test]
fn what_can_be_asked() {
    let wrong: Vec<_> = OTHERS.iter().filter(|(text, expected)| rules(text) != *expected).map(|(text, _)| (text, look(text))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_words_it_is_about() {
    for (text, rule, words) in [
        ("Take all necessary steps to adopt a law.", WeakVerb, "Take all necessary steps"),
        ("Repeal article 5 and adopt a law on access to information.", SeveralActions, "and adopt"),
        ("Repeal article 5 by 2028; release all journalists.", SeveralActions, "release"),
        ("The law should be quickly repealed.", NoActor, "should be quickly repealed"),
        ("Publish the list, through the Ministries of Justice and Health.", SeveralActors, "Ministries of Justice and Health"),
        ("The Ministry of Justice and the police should publish the list.", SeveralActors, "Ministry of Justice and the police"),
    ] {
        let found = look(text).into_iter().find(|f| f.rule == rule).map(|f| f.words);
        assert_eq!(found.as_deref(), Some(words), "{text}");
    }
}

/// Each text and what can be asked of it.
fn asked_of(all: &[(&str, &[Rule])]) {
    let wrong: Vec<_> = all.iter().filter(|(text, expected)| rules(text) != *expected).map(|(text, _)| (text, look(text))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_time_is_one_in_which_the_result_can_be_asked_for() {
    asked_of(&[
        ("Publish the list of prisons in 2028.", &[]),
        ("Publish the list of prisons by December of 2028.", &[]),
        ("Publish the list of prisons in two years.", &[]),
        ("Publish the list of prisons over 3 months.", &[]),
        ("Publish annually the list of prisons.", &[]),
        ("Publish every two years the list of prisons.", &[]),
        ("Publish every 6 months the list of prisons.", &[]),
        ("Publish the list of prisons before the end of the current session.", &[]),
        ("Publish the list of prisons by 1998.", &[NoTime]),
        ("Publish the list of prisons by 45.", &[NoTime]),
        ("Publish the list of prisons within the country.", &[NoTime]),
        ("Publish the list of prisons within days.", &[NoTime]),
        ("Publish the next report on prisons.", &[NoTime]),
        ("Publish the list of prisons by mid morning.", &[NoTime]),
        ("Publish the list of prisons for the next government.", &[NoTime]),
        ("Publish the list for all prisons of the session.", &[NoTime]),
    ]);
}

#[test]
fn what_is_counted_or_can_be_looked_at_can_be_measured() {
    asked_of(&[
        ("Improve the work of doctors and 5 per cent more by 2028.", &[]),
        ("Improve the work of doctors and 5% more by 2028.", &[]),
        ("Raise the number of doctors by 2028 to 40.", &[]),
        ("40 doctors should be trained by 2028.", &[NoActor]),
        ("Establish the NHRI by 2028.", &[]),
        ("Improve the work of doctors within 12 months.", &[WeakVerb, NotMeasurable]),
        ("Improve the lives of families under goal 5 by 2028.", &[WeakVerb, NotMeasurable]),
        ("Train law enforcement by 2028.", &[NotMeasurable]),
        ("Train NGOs by 2028.", &[NotMeasurable]),
        ("ESTABLISH A BODY FOR DOCTORS BY 2028.", &[NotMeasurable]),
    ]);
}

#[test]
fn two_act_where_they_are_joined_and_stand_as_those_who_act() {
    asked_of(&[
        ("The government, parliament, should publish the list by 2028.", &[SeveralActors]),
        ("The government of the far north of the country and parliament should publish the list by 2028.", &[SeveralActors]),
        ("The state court should publish the list by 2028.", &[]),
        ("The government of the State should publish the list by 2028.", &[]),
        ("The Ministry of Gender and Youth should publish the list by 2028.", &[]),
        ("The ministries in Accra and Kumasi should publish the list by 2028.", &[]),
        ("Publish the budget of the police and the army by 2028.", &[]),
        ("Publish the list of the Ministries of Justice and Health by 2028.", &[]),
        ("That Parliament adopt a law with the government by 2028.", &[]),
        ("Parliament and the courts.", &[NoVerb, NoTime, NotMeasurable]),
    ]);
}

#[test]
fn who_acts_is_named_behind_a_passive() {
    asked_of(&[
        ("The law should be repealed by the newly elected national parliament by 2028.", &[]),
        ("The law should be repealed by Norland by 2028.", &[]),
        ("The law should be repealed by May 2028.", &[NoActor]),
        ("The law should be public by 2028.", &[NoVerb, NotMeasurable]),
    ]);
}

#[test]
fn a_minute_has_few_words() {
    let text = format!("Publish the list by 2028{}", " of prisons".repeat(28));
    assert_eq!(rules(&text), [TooLong]);
    assert_eq!(rules(&text.replacen(" of prisons", " prisons", 1)), [], "sixty are not too many");
    assert_eq!(rules("Publish the list by 2028 of all prisons."), []);
}

#[test]
fn only_english_is_judged() {
    for text in [
        "Ratifier la Convention contre la torture avant 2028.",
        "Adopter une loi.",
        "Ratificar la Convención y derogar el artículo 5.",
        "Die Todesstrafe abschaffen und das Gesetz ändern.",
        "Ратифицировать Конвенцию против пыток до 2028 года.",
        "التصديق على اتفاقية مناهضة التعذيب",
        "批准《禁止酷刑公约》",
        "",
        "12 34 …",
        "Women near prisons",
        "Adopt law зак",
    ] {
        assert!(!can_judge(text), "{text}");
        assert_eq!(look(text), [], "{text}");
    }
    for text in
        ["Adopt laws зак", "Ratify OPCAT", "Adopt a law.", "More respect for women", "Amend the law on de facto unions in Côte d’Ivoire"]
    {
        assert!(can_judge(text), "{text}");
    }
}

#[test]
fn names_are_distinct() {
    let names: std::collections::BTreeSet<&str> = Rule::ALL.into_iter().map(Rule::name).collect();
    assert_eq!(names.len(), Rule::ALL.len());
}

/// Words that the rules look for, in any order.
fn any_words() -> impl Strategy<Value = String> {
    let bits = [
        "adopt",
        "Repeal",
        "the",
        "and",
        "should",
        "be",
        "adopted",
        "by",
        "government",
        "parliament",
        "2028",
        "of",
        "in",
        "within",
        "two",
        "years",
        "to",
        "ensure",
        "consider",
        "ratifying",
        "law",
        ",",
        ";",
        ".",
        "that",
        "Ministries",
        "including",
        "every",
        "next",
        "end",
        "12",
        "%",
        "May",
        "’",
    ];
    proptest::collection::vec(proptest::sample::select(bits.to_vec()), 0..40).prop_map(|bits| bits.join(" "))
}

proptest! {
    #[test]
    fn any_text_is_read(text in prop_oneof![any_words(), "\\PC*", "(?s).*"]) {
        let found = look(&text);
        for finding in &found {
            prop_assert!(text.contains(&finding.words));
        }
        prop_assert!(found.windows(2).all(|pair| pair[0].rule < pair[1].rule));
        prop_assert!(found.is_empty() || can_judge(&text));
    }

    #[test]
    fn a_date_is_a_time(text in prop_oneof![any_words(), "[a-zA-Z ,;.]*"]) {
        prop_assert!(!rules(&(text + " by 31 December 2028")).contains(&NoTime));
    }
}
