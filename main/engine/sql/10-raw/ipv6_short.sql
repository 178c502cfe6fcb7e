-- Eight groups joined by colons with the first longest run of two or more zero groups folded into a double colon.
create or replace temp macro ipv6_short(text) as case
  when text = '0:0:0:0:0:0:0:0' then '::'
  when regexp_matches(text, '(^|:)0(:0){6}(:|$)') then regexp_replace(text, '(^|:)0(:0){6}(:|$)', '::')
  when regexp_matches(text, '(^|:)0(:0){5}(:|$)') then regexp_replace(text, '(^|:)0(:0){5}(:|$)', '::')
  when regexp_matches(text, '(^|:)0(:0){4}(:|$)') then regexp_replace(text, '(^|:)0(:0){4}(:|$)', '::')
  when regexp_matches(text, '(^|:)0(:0){3}(:|$)') then regexp_replace(text, '(^|:)0(:0){3}(:|$)', '::')
  when regexp_matches(text, '(^|:)0(:0){2}(:|$)') then regexp_replace(text, '(^|:)0(:0){2}(:|$)', '::')
  when regexp_matches(text, '(^|:)0:0(:|$)') then regexp_replace(text, '(^|:)0:0(:|$)', '::')
  else text
end;
