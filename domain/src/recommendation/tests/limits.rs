//! Each rule with a text that just meets it and one that just does not.

use super::*;

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
fn a_purpose_asks_for_nothing() {
    asked_of(&[
        ("To protect and promote children, close the detention centre by 2028.", &[]),
        ("In order to protect children, close the detention centre by 2028.", &[]),
        ("Adopt a law so that courts hear victims and publish judgments by 2028.", &[]),
        ("Require that prisons are clean and publish the list by 2028.", &[]),
        ("Ensure that prisons are clean and publish the list by 2028.", &[WeakVerb, SeveralActions]),
        ("Repeal article 5 by amending the Press Law and adopt a plan on it by 2028.", &[]),
    ]);
}

#[test]
fn a_second_wish_is_joined_to_the_first() {
    asked_of(&[
        ("Repeal article 5, then adopt a law on access to information by 2028.", &[SeveralActions]),
        ("Repeal article 5 and, in doing so, adopt a law on access to information by 2028.", &[SeveralActions]),
        ("Repeal article 5 as well as adopt a law on access to information by 2028.", &[SeveralActions]),
        ("Repeal article 5, including by amending the Press Law by 2028.", &[SeveralActions]),
        ("Publish the report and adopt a law on access to information by 2028.", &[SeveralActions]),
        ("Publish the list and women should publish the report by 2028.", &[SeveralActions]),
        ("Adopt a law on access and trials must be held in public by 2028.", &[SeveralActions]),
        ("Publish the list of prisons as allow the laws by 2028.", &[]),
    ]);
}

#[test]
fn what_may_be_a_noun_is_a_wish_before_an_object_or_right_behind_another() {
    asked_of(&[
        ("Publish the list and fund the shelters by 2028.", &[SeveralActions]),
        ("Publish the list and fund 5 shelters by 2028.", &[SeveralActions]),
        ("Publish the list and fund Norland by 2028.", &[SeveralActions]),
        ("Publish and print lists by 2028.", &[SeveralActions]),
        ("Publish the list and fund shelters by 2028.", &[]),
    ]);
}

#[test]
fn an_ing_is_a_wish_behind_one_of_its_kind() {
    asked_of(&[
        ("Consider adopting a law and publishing a list by 2028.", &[WeakVerb, SeveralActions]),
        ("Close the prisons, holding women apart, by 2028.", &[]),
        ("Close the prisons holding women by 2028.", &[]),
        ("Improve prisons holding women by 2028.", &[WeakVerb, NotMeasurable]),
        ("Training of judges by 2028.", &[NoVerb, NotMeasurable]),
    ]);
}
